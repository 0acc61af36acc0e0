using Conduit.Records;

namespace Conduit.Planning;

/// <summary>A record that stands on one side only.</summary>
/// <param name="Side">The side that it stands on.</param>
/// <param name="Key">Its key.</param>
/// <param name="Reason">A stable code that says why: <c>planned</c>, <c>unmanaged</c>, <c>kept</c>, <c>suspended</c>, <c>protected</c>, or an issue's code.</param>
/// <param name="Message">One sentence that says what it means and what to do.</param>
public sealed record UnmatchedRecord(UnmatchedSide Side, RecordKey Key, string Reason, string Message)
{
    /// <summary>The id in the LMS, for what stands there.</summary>
    public string? LmsId { get; init; }

    /// <summary>The row, for what stands in a source.</summary>
    public SourceLocation? Location { get; init; }

    /// <summary>A record on the other side that looks alike; null when there is none.</summary>
    public string? Hint { get; init; }
}
