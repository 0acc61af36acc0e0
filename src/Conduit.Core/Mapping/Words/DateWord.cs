using System.Globalization;

namespace Conduit.Mapping.Words;

/// <summary>
/// Reads a date that is written in a format of its own and writes it as ISO 8601: a day where the format has no time, and so still a
/// whole day where the field wants its end. The letters are those of .NET: <c>d M y H h m s t z</c>; <c>D</c> and <c>Y</c> do as well.
/// </summary>
internal sealed class DateWord(string format, string? zone = null) : TextWord("date", zone is null ? [format] : [format, zone])
{
    private const string TimeLetters = "HhmstfFzK";

    private readonly string _format = format.Replace('Y', 'y').Replace('D', 'd');
    private string _written = "yyyy-MM-dd";
    private TimeZoneInfo? _zone;

    public static WordSpec Spec { get; } = new("date", "date(format, zone)",
        "Reads a date of this format, in letters of .NET (`M/d/yyyy`, `dd.MM.yyyy HH:mm`), in this zone, else in that of the field. A format without a time gives a day.",
        1, 2, arguments =>
        new DateWord(arguments[0], arguments.Count > 1 ? arguments[1] : null));

    public override MapError? Resolve(MapResources resources)
    {
        string letters = DateFormat.Letters(_format);
        if (!letters.Contains('y') || !letters.Contains('M') || !letters.Contains('d'))
            return new MapError(MapErrorCodes.ValueInvalid, $"The format '{format}' does not hold day, month and year: d, M (a small m is the minute) and y, as in M/d/yyyy.");
        bool hasOffset = letters.AsSpan().ContainsAny('z', 'K');
        bool hasTime = letters.Any(TimeLetters.Contains);
        _written = hasOffset ? "yyyy-MM-dd'T'HH:mm:sszzz" : hasTime ? "yyyy-MM-dd'T'HH:mm:ss" : "yyyy-MM-dd";
        try
        {
            _ = DateTimeOffset.UnixEpoch.ToString(_format, CultureInfo.InvariantCulture);
        }
        catch (FormatException)
        {
            return new MapError(MapErrorCodes.ValueInvalid, $"The format '{format}' is none; write M/d/yyyy or d.M.yyyy H:mm.");
        }
        if (zone is null || TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _zone))
            return null;
        return new MapError(MapErrorCodes.ValueInvalid, $"There is no time zone '{zone}' on this machine; write a name such as Europe/London.");
    }

    protected override string? Change(string value, MapContext context)
    {
        if (!DateTimeOffset.TryParseExact(value.Trim(), _format, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces | DateTimeStyles.AssumeUniversal, out DateTimeOffset date))
            return context.FailToRead($"a date of the format {format}", "write it so, or correct the format in the mapping");
        context.Zone = _zone;
        return date.ToString(_written, CultureInfo.InvariantCulture);
    }
}
