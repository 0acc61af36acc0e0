namespace Conduit.Records;

/// <summary>128 bits as 32 hexadecimal digits.</summary>
internal static class HexText
{
    public const int Digits = 32;

    public static string Of(Hash128 bits)
    {
        Span<byte> bytes = stackalloc byte[16];
        bits.WriteBigEndian(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    public static void Write(Hash128 bits, Span<byte> digits)
    {
        Span<byte> bytes = stackalloc byte[16];
        bits.WriteBigEndian(bytes);
        Convert.TryToHexStringLower(bytes, digits, out _);
    }

    /// <exception cref="FormatException">The text is none.</exception>
    public static Hash128 Parse(string text)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (text.Length != Digits || Convert.FromHexString(text, bytes, out _, out int written) != System.Buffers.OperationStatus.Done || written != bytes.Length)
            throw new FormatException("32 hexadecimal digits were expected.");
        return Hash128.ReadBigEndian(bytes);
    }

    /// <exception cref="FormatException">The text is none.</exception>
    public static Hash128 Parse(ReadOnlySpan<byte> utf8)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (utf8.Length != Digits || Convert.FromHexString(utf8, bytes, out _, out int written) != System.Buffers.OperationStatus.Done || written != bytes.Length)
            throw new FormatException("32 hexadecimal digits were expected.");
        return Hash128.ReadBigEndian(bytes);
    }
}
