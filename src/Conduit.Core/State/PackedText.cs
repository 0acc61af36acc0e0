using System.Buffers.Binary;
using Conduit.Records;

namespace Conduit.State;

/// <summary>
/// A text of a packed record. Its first byte is the length of what follows, or says what it is: one of the words that nearly every enrollment holds, two texts joined as keys are, a point
/// in time, or a long text. The numbers are part of the file format: words are only ever added, at the end.
/// </summary>
internal static class PackedText
{
    private const byte FirstWord = 0xC0;
    private const byte Joined = 0xFB;
    private const byte Day = 0xFC;
    private const byte Moment = 0xFD;
    private const byte Long = 0xFE;
    private const int DayLength = 3;
    private const int SecondLength = 3;

    private static readonly byte[][] Words =
    [
        "student"u8.ToArray(), "active"u8.ToArray(), "suspended"u8.ToArray(), "teacher"u8.ToArray(), "editingteacher"u8.ToArray(), "manager"u8.ToArray(), "coursecreator"u8.ToArray(),
        "guest"u8.ToArray(), "manual"u8.ToArray(),
    ];

    /// <summary>What stands between the parts of a key, as JSON holds it.</summary>
    public static ReadOnlySpan<byte> Joint => "\\u001F"u8;

    /// <summary>Packs a text.</summary>
    public static void Write(ReadOnlySpan<byte> text, Utf8Buffer target)
    {
        int word = WordOf(text);
        int joint = text.IndexOf(Joint);
        if (word >= 0)
        {
            target.Append((byte)(FirstWord + word));
        }
        else if (DateText.TryRead(text, out DateTimeOffset date))
        {
            WriteDate(date.UtcDateTime, target);
        }
        else if (joint is >= 0 and < FirstWord && text.Length - joint - Joint.Length < FirstWord)
        {
            target.Append(Joined);
            WriteShort(text[..joint], target);
            WriteShort(text[(joint + Joint.Length)..], target);
        }
        else if (text.Length < FirstWord)
        {
            WriteShort(text, target);
        }
        else
        {
            target.Append(Long);
            BinaryPrimitives.WriteInt32LittleEndian(target.Take(sizeof(int)), text.Length);
            target.Append(text);
        }
    }

    /// <summary>Takes the next text from packed bytes.</summary>
    /// <exception cref="InvalidDataException">The bytes are no packed text.</exception>
    public static void Read(ref ReadOnlySpan<byte> packed, Utf8Buffer target)
    {
        byte first = Take(ref packed, 1)[0];
        if (first < FirstWord)
        {
            target.Append(Take(ref packed, first));
            return;
        }
        switch (first)
        {
            case Day or Moment:
                ReadDate(ref packed, first == Moment, target.Take(DateText.Length));
                break;
            case Joined:
                target.Append(Take(ref packed, Take(ref packed, 1)[0]));
                target.Append(Joint);
                target.Append(Take(ref packed, Take(ref packed, 1)[0]));
                break;
            case Long:
                target.Append(Take(ref packed, BinaryPrimitives.ReadInt32LittleEndian(Take(ref packed, sizeof(int)))));
                break;
            default:
                target.Append(first - FirstWord < Words.Length ? Words[first - FirstWord] : throw Damaged());
                break;
        }
    }

    /// <summary>Takes bytes off the front.</summary>
    /// <exception cref="InvalidDataException">There are not as many.</exception>
    public static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> packed, int length)
    {
        if ((uint)length > (uint)packed.Length)
            throw Damaged();
        ReadOnlySpan<byte> taken = packed[..length];
        packed = packed[length..];
        return taken;
    }

    public static InvalidDataException Damaged() => new("The values of a known record are damaged.");

    private static int WordOf(ReadOnlySpan<byte> text)
    {
        for (int i = 0; i < Words.Length; i++)
        {
            if (text.SequenceEqual(Words[i]))
                return i;
        }
        return -1;
    }

    private static void WriteShort(ReadOnlySpan<byte> text, Utf8Buffer target)
    {
        target.Append((byte)text.Length);
        target.Append(text);
    }

    private static void WriteDate(DateTime utc, Utf8Buffer target)
    {
        int seconds = (int)utc.TimeOfDay.TotalSeconds;
        target.Append(seconds == 0 ? Day : Moment);
        WriteThree(DateOnly.FromDateTime(utc).DayNumber, target.Take(DayLength));
        if (seconds != 0)
            WriteThree(seconds, target.Take(SecondLength));
    }

    private static void ReadDate(ref ReadOnlySpan<byte> packed, bool hasSeconds, Span<byte> target)
    {
        int day = ReadThree(Take(ref packed, DayLength));
        int seconds = hasSeconds ? ReadThree(Take(ref packed, SecondLength)) : 0;
        if (day > DateOnly.MaxValue.DayNumber || seconds >= 24 * 60 * 60)
            throw Damaged();
        DateText.Write(new DateTime((day * TimeSpan.TicksPerDay) + (seconds * TimeSpan.TicksPerSecond), DateTimeKind.Utc), target);
    }

    private static void WriteThree(int number, Span<byte> target) => (target[0], target[1], target[2]) = ((byte)number, (byte)(number >> 8), (byte)(number >> 16));

    private static int ReadThree(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}
