using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Conduit.Records;

/// <summary>Bytes that grow, for text that is put together piece by piece and used again for the next.</summary>
/// <param name="room">How many bytes there is room for from the first on.</param>
internal sealed class Utf8Buffer(int room = 512)
{
    private byte[] _bytes = [];
    private int _length;

    public int Length => _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public ReadOnlySpan<byte> this[int start, int length] => _bytes.AsSpan(start, length);

    public void Clear() => _length = 0;

    public void Append(ReadOnlySpan<byte> text)
    {
        int start = _length;
        if (_bytes.Length - start < text.Length)
            Grow(text.Length);
        _length = start + text.Length;
        // Called a million times a night by code that was compiled ahead: one call less in here is a hundredth of it.
        Unsafe.CopyBlockUnaligned(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_bytes), start), in MemoryMarshal.GetReference(text), (uint)text.Length);
    }

    public void Append(byte value)
    {
        if (_length == _bytes.Length)
            Grow(1);
        _bytes[_length++] = value;
    }

    /// <summary>Appends what stands in the buffer already.</summary>
    public void AppendAgain(int start, int length)
    {
        Span<byte> target = Take(length);
        _bytes.AsSpan(start, length).CopyTo(target);
    }

    /// <summary>Room at the end, to be filled by the caller.</summary>
    public Span<byte> Take(int length)
    {
        int start = _length;
        if (_bytes.Length - start < length)
            Grow(length);
        _length = start + length;
        return _bytes.AsSpan(start, length);
    }

    /// <summary>Writes a number of at least 0 in decimal digits.</summary>
    public void Append(long number)
    {
        Span<byte> digits = stackalloc byte[20];
        int at = digits.Length;
        do
        {
            digits[--at] = (byte)('0' + (number % 10));
            number /= 10;
        }
        while (number != 0);
        Append(digits[at..]);
    }

    /// <summary>Writes 32 hexadecimal digits.</summary>
    public void Append(Hash128 bits) => HexText.Write(bits, Take(HexText.Digits));

    private void Grow(int length) => Array.Resize(ref _bytes, Math.Max(Math.Max(_bytes.Length * 2, room), _length + length));
}
