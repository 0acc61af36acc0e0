using System.Text;

namespace Conduit.Records;

/// <summary>128 bits as 32 hexadecimal digits.</summary>
internal static class HexText
{
    public const int Digits = 32;

    public static string Of(Hash128 bits)
    {
        Span<byte> digits = stackalloc byte[Digits];
        Write(bits, digits);
        return Encoding.ASCII.GetString(digits);
    }

    // Loops here and below, for the framework's conversions would be compiled for this alone.
    public static void Write(Hash128 bits, Span<byte> digits)
    {
        Write64(bits.High, digits);
        Write64(bits.Low, digits[16..]);
    }

    /// <exception cref="FormatException">The text is none.</exception>
    public static Hash128 Parse(string text)
    {
        Span<byte> utf8 = stackalloc byte[Digits];
        if (text.Length != Digits || !Ascii.IsValid(text))
            throw Wrong();
        for (int i = 0; i < Digits; i++)
            utf8[i] = (byte)text[i];
        return Parse(utf8);
    }

    /// <exception cref="FormatException">The text is none.</exception>
    public static Hash128 Parse(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length != Digits)
            throw Wrong();
        return new Hash128(Parse64(utf8[..16]), Parse64(utf8[16..]));
    }

    private static void Write64(ulong bits, Span<byte> digits)
    {
        ReadOnlySpan<byte> hexadecimal = "0123456789abcdef"u8;
        for (int i = 15; i >= 0; i--, bits >>= 4)
            digits[i] = hexadecimal[(int)(bits & 15)];
    }

    private static ulong Parse64(ReadOnlySpan<byte> utf8)
    {
        ulong bits = 0;
        foreach (byte digit in utf8)
        {
            int value = digit switch
            {
                >= (byte)'0' and <= (byte)'9' => digit - '0',
                >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
                >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
                _ => throw Wrong(),
            };
            bits = (bits << 4) | (uint)value;
        }
        return bits;
    }

    private static FormatException Wrong() => new("32 hexadecimal digits were expected.");
}
