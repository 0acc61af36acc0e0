using System.Text;

namespace Conduit.Records;

/// <summary>Points in time as files hold them, <c>2026-09-01T00:00:00Z</c>, written and read without strings: a million enrollments have two each.</summary>
internal static class DateText
{
    public const int Length = 20;

    public static string Of(DateTime utc)
    {
        Span<byte> text = stackalloc byte[Length];
        Write(utc, text);
        return Encoding.ASCII.GetString(text);
    }

    public static void Write(DateTime utc, Span<byte> target)
    {
        Put(target, utc.Year / 100);
        Put(target[2..], utc.Year % 100);
        target[4] = (byte)'-';
        Put(target[5..], utc.Month);
        target[7] = (byte)'-';
        Put(target[8..], utc.Day);
        target[10] = (byte)'T';
        Put(target[11..], utc.Hour);
        target[13] = (byte)':';
        Put(target[14..], utc.Minute);
        target[16] = (byte)':';
        Put(target[17..], utc.Second);
        target[19] = (byte)'Z';
    }

    /// <returns>False when the text is not of this form.</returns>
    public static bool TryRead(ReadOnlySpan<byte> text, out DateTimeOffset date)
    {
        date = default;
        if (text.Length != Length || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != 'Z')
            return false;
        (int century, int years, int month, int day) = (Take(text), Take(text[2..]), Take(text[5..]), Take(text[8..]));
        (int hour, int minute, int second) = (Take(text[11..]), Take(text[14..]), Take(text[17..]));
        int year = (century * 100) + years;
        if ((century | years | month | day | hour | minute | second) < 0 || year == 0 || month is 0 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
            return false;
        date = new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.Zero);
        return true;
    }

    private static void Put(Span<byte> target, int number)
    {
        target[0] = (byte)('0' + (number / 10));
        target[1] = (byte)('0' + (number % 10));
    }

    private static int Take(ReadOnlySpan<byte> text)
    {
        int tens = text[0] - '0';
        int ones = text[1] - '0';
        return (uint)tens > 9 || (uint)ones > 9 ? -1 : (tens * 10) + ones;
    }
}
