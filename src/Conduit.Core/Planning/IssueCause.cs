using Conduit.Records;

namespace Conduit.Planning;

/// <summary>One cause of any number of issues: a course that is missing, whoever refers to it; a field that cannot be read, in whatever row.</summary>
/// <param name="First">The first of the issues.</param>
public sealed record IssueCause(RecordIssue First)
{
    /// <summary>How many rows it costs something.</summary>
    public long Rows { get; internal set; }

    /// <summary>The kind of record that is missing or that is wrong.</summary>
    public RecordKind? Kind => First.Refers ?? First.Kind;

    /// <summary>What is missing, as the rows name it; null where nothing is missing. It may be personal.</summary>
    public string? Missing => First.Refers is null ? null : First.Value;

    /// <summary>Whether an issue has this cause.</summary>
    public bool IsOf(RecordIssue issue)
    {
        ArgumentNullException.ThrowIfNull(issue);
        return Key(issue) == Key(First);
    }

    internal static (string Code, RecordKind? Kind, string? What, IssueSeverity Severity) Key(RecordIssue issue) =>
        (issue.Code, issue.Refers ?? issue.Kind, issue.Refers is null ? issue.Field : issue.Value, issue.Severity);
}
