namespace Conduit.Records;

/// <summary>Something wrong with a row, a record or a field: what it is, where it stands, what to do.</summary>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Code">A stable code from <see cref="IssueCodes"/>.</param>
/// <param name="Message">One sentence that says what is wrong and what to do. It never holds a value.</param>
public sealed record RecordIssue(IssueSeverity Severity, string Code, string Message)
{
    /// <summary>The kind of record; null when none could be told.</summary>
    public RecordKind? Kind { get; init; }

    /// <summary>The field's name; null when the whole record is meant.</summary>
    public string? Field { get; init; }

    /// <summary>The key of the record, where it is known.</summary>
    public RecordKey? Key { get; init; }

    /// <summary>Where it stands.</summary>
    public SourceLocation? Location { get; init; }

    /// <summary>The other place that it clashes with.</summary>
    public SourceLocation? Other { get; init; }

    /// <summary>The value that gave offence, apart from the sentence so that it can be redacted. Never a password.</summary>
    public string? Value { get; init; }

    /// <summary>A reference that leads nowhere: the kind of what it refers to. Null for every other issue.</summary>
    public RecordKind? Refers { get; init; }

    /// <summary>How many times the same thing happened; told once.</summary>
    public long Count { get; init; } = 1;

    /// <summary>The first run in which the same unchanged row gave this issue; null when it is new.</summary>
    public string? KnownSince { get; init; }
}
