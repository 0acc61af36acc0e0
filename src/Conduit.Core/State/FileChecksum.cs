using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Conduit.State;

/// <summary>
/// Four CRC-32C side by side, each over every fourth 64-bit word: tells torn and damaged files apart from whole ones at the speed
/// of memory. No defence against somebody who means to deceive; the folder's rights are.
/// </summary>
internal sealed class FileChecksum
{
    /// <summary>How many bytes the checksum takes.</summary>
    public const int Size = 16;

    private uint _a = uint.MaxValue;
    private uint _b = uint.MaxValue;
    private uint _c = uint.MaxValue;
    private uint _d = uint.MaxValue;

    /// <summary>Takes bytes in. All but the last call must bring a multiple of 32.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        (uint a, uint b, uint c, uint d) = (_a, _b, _c, _d);
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        int i = 0;
        for (; i + 4 <= words.Length; i += 4)
        {
            a = BitOperations.Crc32C(a, words[i]);
            b = BitOperations.Crc32C(b, words[i + 1]);
            c = BitOperations.Crc32C(c, words[i + 2]);
            d = BitOperations.Crc32C(d, words[i + 3]);
        }
        foreach (byte rest in bytes[(i * 8)..])
            a = BitOperations.Crc32C(a, rest);
        (_a, _b, _c, _d) = (a, b, c, d);
    }

    public void Write(Span<byte> target)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(target, ~_a);
        BinaryPrimitives.WriteUInt32LittleEndian(target[4..], ~_b);
        BinaryPrimitives.WriteUInt32LittleEndian(target[8..], ~_c);
        BinaryPrimitives.WriteUInt32LittleEndian(target[12..], ~_d);
    }

    /// <summary>Whether the last bytes are the checksum of all before them.</summary>
    public static bool Holds(ReadOnlySpan<byte> file)
    {
        if (file.Length < Size)
            return false;
        var sum = new FileChecksum();
        sum.Add(file[..^Size]);
        return sum.Is(file[^Size..]);
    }

    /// <summary>Whether the last bytes of a file are the checksum of all before them.</summary>
    /// <param name="file">The file.</param>
    /// <param name="length">Its length.</param>
    /// <param name="start">Its first bytes, which are in memory already; a multiple of 32.</param>
    public static bool Holds(Microsoft.Win32.SafeHandles.SafeFileHandle file, long length, ReadOnlySpan<byte> start)
    {
        long body = length - Size;
        var sum = new FileChecksum();
        sum.Add(start);
        using var window = new FileWindow(file);
        for (long at = start.Length; at < body;)
        {
            window.MoveTo(at, least: 1, length);
            ReadOnlySpan<byte> rest = window.Bytes[(int)(at - window.Offset)..];
            rest = rest[..(int)Math.Min(rest.Length, body - at)];
            sum.Add(rest);
            at += rest.Length;
        }
        Span<byte> told = stackalloc byte[Size];
        return RandomAccess.Read(file, told, body) == Size && sum.Is(told);
    }

    private bool Is(ReadOnlySpan<byte> told)
    {
        Span<byte> found = stackalloc byte[Size];
        Write(found);
        return told.SequenceEqual(found);
    }
}
