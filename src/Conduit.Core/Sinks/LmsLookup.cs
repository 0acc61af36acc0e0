using Conduit.Planning;
using Conduit.Records;

namespace Conduit.Sinks;

/// <summary>One record to look for in the LMS.</summary>
/// <param name="Key">Its canonical key.</param>
/// <param name="Record">What is known of it, so that it can be found by whichever key the LMS searches by.</param>
/// <param name="LmsId">Its id, where that is known.</param>
public sealed record LmsLookup(RecordKey Key, RosterRecord Record, string? LmsId)
{
    /// <summary>What it refers to, with LMS ids.</summary>
    public IReadOnlyList<RecordReference> References { get; init; } = [];
}
