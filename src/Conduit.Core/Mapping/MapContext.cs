using Conduit.Records;

namespace Conduit.Mapping;

/// <summary>What a word may look at besides its value, and where it says that it could not do its work. One is used for one value.</summary>
/// <param name="cells">The other columns that the words of the expression read, by heading; null where there are none.</param>
internal sealed class MapContext(IReadOnlyDictionary<string, string>? cells = null)
{
    /// <summary>The code of the failure; null while all is well.</summary>
    public string? FailureCode { get; private set; }

    /// <summary>What went wrong and what to do.</summary>
    public string FailureMessage { get; private set; } = "";

    /// <summary>Whether the failure costs the row and not only the value.</summary>
    public bool RejectsRow { get; private set; }

    /// <summary>The zone of the date that the value is; null: that of the field.</summary>
    public TimeZoneInfo? Zone { get; set; }

    /// <summary>Another cell of the row, without the blanks around it; null when it is blank.</summary>
    public string? Cell(string heading) => cells?.GetValueOrDefault(heading) is { } text && text.AsSpan().Trim() is { Length: > 0 } trimmed ? trimmed.ToString() : null;

    /// <summary>Tells a failure: the value is dropped, and the words that follow are not asked.</summary>
    /// <returns>Null, for the word to return.</returns>
    public string? Fail(string code, string message)
    {
        FailureCode = code;
        FailureMessage = message;
        return null;
    }

    /// <summary>Tells that the value is not what the word reads.</summary>
    /// <param name="what">What it should have been: <c>a date</c>.</param>
    /// <param name="remedy">What to do: the end of a sentence.</param>
    public string? FailToRead(string what, string remedy) => Fail(IssueCodes.ValueInvalid, $"The value cannot be read as {what}: {remedy}.");

    /// <summary>Tells a failure that costs the row.</summary>
    public string? Reject(string code, string message)
    {
        RejectsRow = true;
        return Fail(code, message);
    }
}
