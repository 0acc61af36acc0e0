using Conduit.Records;

namespace Conduit.Validation;

/// <summary>What the rules made of a record.</summary>
/// <param name="Record">The record, without the values that were dropped.</param>
/// <param name="IsRejected">Whether the record must not be used.</param>
/// <param name="Issues">What is wrong, without places: the caller knows them.</param>
public sealed record CheckedRecord(RosterRecord Record, bool IsRejected, IReadOnlyList<RecordIssue> Issues)
{
    /// <summary>The codes of the issues for which nothing at all may be applied; empty for almost all.</summary>
    public IReadOnlyList<string> Stops { get; init; } = [];
}
