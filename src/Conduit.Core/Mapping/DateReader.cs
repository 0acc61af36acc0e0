using System.Globalization;

namespace Conduit.Mapping;

/// <summary>
/// Reads dates as rosters write them: ISO 8601 with or without a time and a zone, and Unix seconds. Nothing is guessed:
/// <c>03/04/2026</c> is no date here.
/// </summary>
internal static class DateReader
{
    /// <summary>What a date looks like, for messages.</summary>
    public const string Known = "write 2026-09-01, 2026-09-01T08:00 (with Z or +01:00 if it is not in the feed's zone) or Unix seconds";

    /// <summary>Reads a date.</summary>
    /// <param name="text">The text, without blanks around it.</param>
    /// <param name="zone">The zone of dates that name none.</param>
    /// <param name="endOfDay">Whether a date without a time means the last second of its day.</param>
    /// <param name="date">The date; null when the text is 0, which means that there is none.</param>
    /// <returns>False when the text is no date.</returns>
    public static bool TryRead(ReadOnlySpan<char> text, TimeZoneInfo zone, bool endOfDay, out DateTimeOffset? date)
    {
        date = null;
        if (text is "0")
            return true;
        if (IsInteger(text) && !IsBasicDate(text))
            return TryReadUnix(text, out date);

        int at = 0;
        if (!TryReadDay(text, ref at, out DateTime day))
            return false;
        if (at == text.Length)
            return TryPlace(endOfDay ? day.AddDays(1).AddSeconds(-1) : day, zone, out date);
        if (text[at] is not ('T' or 't' or ' '))
            return false;
        at++;
        if (!TryReadTime(text, ref at, out TimeSpan time))
            return false;
        if (time.Days > 0 && day == DateTime.MaxValue.Date)
            return false;
        DateTime local = day + time;
        while (at < text.Length && text[at] == ' ')
            at++;
        if (at == text.Length)
            return TryPlace(local, zone, out date);
        if (!TryReadOffset(text[at..], out TimeSpan offset))
            return false;
        return TryPlace(local, offset, out date);
    }

    private static bool IsInteger(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> digits = text.Length > 0 && text[0] == '-' ? text[1..] : text;
        return digits.Length > 0 && !digits.ContainsAnyExceptInRange('0', '9');
    }

    /// <summary>
    /// Whether eight digits are a day of the years 1900 to 2099. As Unix seconds they would lie in August 1970, where no roster does.
    /// </summary>
    private static bool IsBasicDate(ReadOnlySpan<char> text) =>
        text.Length == 8 && (text.StartsWith("19") || text.StartsWith("20"))
        && DateTime.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool TryReadUnix(ReadOnlySpan<char> text, out DateTimeOffset? date)
    {
        date = null;
        int digits = text.Length - (text[0] == '-' ? 1 : 0);
        // Fewer than five digits are a year, a day number or a slip, and never a moment that anybody meant.
        if (digits < 5 || !long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long seconds)
            || seconds < DateTimeOffset.MinValue.ToUnixTimeSeconds() || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
        {
            return false;
        }
        date = DateTimeOffset.FromUnixTimeSeconds(seconds);
        return true;
    }

    private static bool TryReadDay(ReadOnlySpan<char> text, ref int at, out DateTime day)
    {
        day = default;
        if (text.Length >= 10 && text[4] == '-')
        {
            at = 10;
            return DateTime.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
        }
        at = 8;
        return text.Length >= 8 && DateTime.TryParseExact(text[..8], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }

    /// <summary>Hours and minutes with or without a colon, seconds and a fraction of them if they are there.</summary>
    private static bool TryReadTime(ReadOnlySpan<char> text, ref int at, out TimeSpan time)
    {
        time = default;
        if (!TryReadTwo(text, ref at, out int hours))
            return false;
        bool colons = at < text.Length && text[at] == ':';
        if (colons)
            at++;
        if (!TryReadTwo(text, ref at, out int minutes))
            return false;
        int seconds = 0;
        if (at < text.Length && (colons ? text[at] == ':' : char.IsAsciiDigit(text[at])))
        {
            if (colons)
                at++;
            if (!TryReadTwo(text, ref at, out seconds))
                return false;
            if (at < text.Length && text[at] is '.' or ',')
            {
                int start = ++at;
                while (at < text.Length && char.IsAsciiDigit(text[at]))
                    at++;
                if (at == start)
                    return false;
            }
        }
        // 24:00:00 is the midnight at the end of the day.
        if (hours > 24 || minutes > 59 || seconds > 59 || (hours == 24 && (minutes > 0 || seconds > 0)))
            return false;
        time = new TimeSpan(hours, minutes, seconds);
        return true;
    }

    private static bool TryReadOffset(ReadOnlySpan<char> text, out TimeSpan offset)
    {
        offset = default;
        if (text is "Z" or "z")
            return true;
        if (text[0] is not ('+' or '-'))
            return false;
        int at = 1;
        int minutes = 0;
        if (!TryReadTwo(text, ref at, out int hours))
            return false;
        if (at < text.Length)
        {
            if (text[at] == ':')
                at++;
            if (!TryReadTwo(text, ref at, out minutes))
                return false;
        }
        if (at != text.Length || hours > 14 || minutes > 59 || (hours == 14 && minutes > 0))
            return false;
        offset = new TimeSpan(hours, minutes, 0) * (text[0] == '-' ? -1 : 1);
        return true;
    }

    private static bool TryReadTwo(ReadOnlySpan<char> text, ref int at, out int value)
    {
        value = 0;
        if (at + 2 > text.Length || !char.IsAsciiDigit(text[at]) || !char.IsAsciiDigit(text[at + 1]))
            return false;
        value = ((text[at] - '0') * 10) + text[at + 1] - '0';
        at += 2;
        return true;
    }

    // An hour that summer time skips or repeats is taken by the zone's standard time.
    private static bool TryPlace(DateTime local, TimeZoneInfo zone, out DateTimeOffset? date) =>
        TryPlace(local, zone.GetUtcOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified)), out date);

    private static bool TryPlace(DateTime local, TimeSpan offset, out DateTimeOffset? date)
    {
        date = null;
        long ticks = local.Ticks - offset.Ticks;
        if (ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks)
            return false;
        date = new DateTimeOffset(ticks, TimeSpan.Zero);
        return true;
    }
}
