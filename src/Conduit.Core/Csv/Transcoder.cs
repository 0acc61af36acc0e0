using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Conduit.Csv;

/// <summary>From another encoding to UTF-8, and back as far as counting goes.</summary>
internal sealed class Transcoder(CsvEncoding encoding)
{
    /// <summary>Stands for what could not be decoded.</summary>
    public const byte Undecodable = 0xFF;

    /// <summary>80 to 9F in Windows-1252; 0 where it has no character.</summary>
    private static ReadOnlySpan<char> Windows1252Upper =>
        "\u20AC\0\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\0\u017D\0\0\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\0\u017E\u0178";

    /// <summary>The code of an issue about bytes that could not be decoded.</summary>
    public string IssueCode => encoding == CsvEncoding.Windows1252 ? CsvIssueCodes.InvalidWindows1252 : CsvIssueCodes.InvalidUtf16;

    /// <summary>
    /// Decodes what fits. <see cref="OperationStatus.NeedMoreData"/> means that a character is cut and more must come;
    /// <see cref="OperationStatus.DestinationTooSmall"/> that the rest waits for room.
    /// </summary>
    public OperationStatus Decode(ReadOnlySpan<byte> bytes, Span<byte> destination, bool isFinal, out int consumed, out int written) =>
        encoding == CsvEncoding.Windows1252
            ? DecodeWindows1252(bytes, destination, out consumed, out written)
            : DecodeUtf16(bytes, destination, isFinal, out consumed, out written);

    /// <summary>How many bytes of the source this much of the output stands for.</summary>
    public int SourceLength(ReadOnlySpan<byte> utf8)
    {
        int characters = 0;
        int surrogates = 0;
        foreach (byte value in utf8)
        {
            characters += (value & 0xC0) != 0x80 ? 1 : 0;
            surrogates += value is >= 0xF0 and < 0xF8 ? 1 : 0;
        }

        return encoding == CsvEncoding.Windows1252 ? characters : (characters + surrogates) * 2;
    }

    private static OperationStatus DecodeWindows1252(ReadOnlySpan<byte> bytes, Span<byte> destination, out int consumed, out int written)
    {
        consumed = 0;
        written = 0;
        while (consumed < bytes.Length)
        {
            ReadOnlySpan<byte> rest = bytes[consumed..];
            Span<byte> room = destination[written..];
            int most = Math.Min(rest.Length, room.Length);
            int ascii = rest[..most].IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            int plain = ascii < 0 ? most : ascii;
            rest[..plain].CopyTo(room);
            consumed += plain;
            written += plain;
            if (consumed == bytes.Length)
                break;
            if (destination.Length - written < 3)
                return OperationStatus.DestinationTooSmall;
            byte value = bytes[consumed++];
            char character = value >= 0xA0 ? (char)value : Windows1252Upper[value - 0x80];
            if (character == '\0')
                destination[written++] = Undecodable;
            else
                written += new Rune(character).EncodeToUtf8(destination[written..]);
        }

        return OperationStatus.Done;
    }

    private OperationStatus DecodeUtf16(ReadOnlySpan<byte> bytes, Span<byte> destination, bool isFinal, out int consumed, out int written)
    {
        consumed = 0;
        written = 0;
        while (bytes.Length - consumed >= 2)
        {
            if (destination.Length - written < 4)
                return OperationStatus.DestinationTooSmall;
            char unit = Unit(bytes[consumed..]);
            if (unit < 0x80)
            {
                destination[written++] = (byte)unit;
                consumed += 2;
                continue;
            }

            if (!char.IsSurrogate(unit))
            {
                written += new Rune(unit).EncodeToUtf8(destination[written..]);
                consumed += 2;
                continue;
            }

            if (char.IsHighSurrogate(unit) && bytes.Length - consumed < 4 && !isFinal)
                return OperationStatus.NeedMoreData;
            if (char.IsHighSurrogate(unit) && bytes.Length - consumed >= 4 && Rune.TryCreate(unit, Unit(bytes[(consumed + 2)..]), out Rune rune))
            {
                written += rune.EncodeToUtf8(destination[written..]);
                consumed += 4;
                continue;
            }

            destination[written++] = Undecodable;
            consumed += 2;
        }

        if (consumed == bytes.Length)
            return OperationStatus.Done;
        if (!isFinal)
            return OperationStatus.NeedMoreData;
        if (written == destination.Length)
            return OperationStatus.DestinationTooSmall;
        // Half a character at the very end.
        destination[written++] = Undecodable;
        consumed++;
        return OperationStatus.Done;
    }

    private char Unit(ReadOnlySpan<byte> bytes) => (char)(encoding == CsvEncoding.Utf16LittleEndian
        ? BinaryPrimitives.ReadUInt16LittleEndian(bytes)
        : BinaryPrimitives.ReadUInt16BigEndian(bytes));
}
