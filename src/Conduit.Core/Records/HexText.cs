using System.Buffers.Binary;

namespace Conduit.Records;

/// <summary>128 bits as 32 hexadecimal digits.</summary>
internal static class HexText
{
    public const int Digits = 32;

    public static string Of(UInt128 bits)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, bits);
        return Convert.ToHexStringLower(bytes);
    }

    public static void Write(UInt128 bits, Span<byte> digits)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, bits);
        Convert.TryToHexStringLower(bytes, digits, out _);
    }

    /// <exception cref="FormatException">The text is none.</exception>
    public static UInt128 Parse(string text)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (text.Length != Digits || Convert.FromHexString(text, bytes, out _, out int written) != System.Buffers.OperationStatus.Done || written != bytes.Length)
            throw new FormatException("32 hexadecimal digits were expected.");
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    /// <exception cref="FormatException">The text is none.</exception>
    public static UInt128 Parse(ReadOnlySpan<byte> utf8)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (utf8.Length != Digits || Convert.FromHexString(utf8, bytes, out _, out int written) != System.Buffers.OperationStatus.Done || written != bytes.Length)
            throw new FormatException("32 hexadecimal digits were expected.");
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
