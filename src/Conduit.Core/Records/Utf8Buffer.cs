using System.Runtime.CompilerServices;

namespace Conduit.Records;

/// <summary>Bytes that grow, for text that is put together piece by piece and used again for the next.</summary>
/// <param name="room">How many bytes there is room for from the first on.</param>
internal sealed class Utf8Buffer(int room = 512)
{
    private byte[] _bytes = [];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public ReadOnlySpan<byte> this[int start, int length] => _bytes.AsSpan(start, length);

    public void Clear() => Length = 0;

    public void Append(ReadOnlySpan<byte> text) => text.CopyTo(Take(text.Length));

    public void Append(byte value) => Take(1)[0] = value;

    /// <summary>Room at the end, to be filled by the caller.</summary>
    public Span<byte> Take(int length)
    {
        if (_bytes.Length - Length < length)
            Grow(length);
        Span<byte> taken = _bytes.AsSpan(Length, length);
        Length += length;
        return taken;
    }

    private void Grow(int length) => Array.Resize(ref _bytes, Math.Max(Math.Max(_bytes.Length * 2, room), Length + length));

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
    public void Append(Hash128 bits)
    {
        Span<byte> digits = Take(HexText.Digits);
        Put(bits.High, digits);
        Put(bits.Low, digits[16..]);
    }

    // The framework's conversion wants the bytes in another order first.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(ulong bits, Span<byte> digits)
    {
        ReadOnlySpan<byte> hexadecimal = "0123456789abcdef"u8;
        for (int i = 15; i >= 0; i--, bits >>= 4)
            digits[i] = hexadecimal[(int)(bits & 15)];
    }
}
