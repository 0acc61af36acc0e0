using Conduit.Records;

namespace Conduit.Planning;

/// <summary>What a sink says of one change.</summary>
/// <param name="Id">The change.</param>
/// <param name="Outcome">What became of it.</param>
public sealed record ChangeResult(ChangeId Id, ChangeOutcome Outcome)
{
    /// <summary>Applied: the record's id in the LMS.</summary>
    public string? LmsId { get; init; }

    /// <summary>Applied: the record as the LMS stores it, where it stores other values than were sent; null where it took them as they are.</summary>
    public RosterRecord? Stored { get; init; }

    /// <summary>Not applied: a stable code of the sink.</summary>
    public string? Code { get; init; }

    /// <summary>Not applied: one sentence that says why and what to do. No values, no secrets.</summary>
    public string? Message { get; init; }

    /// <summary>Deferred: do not try again before this much time has passed; null when the engine may choose.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The change was applied.</summary>
    public static ChangeResult Applied(ChangeId id, string lmsId, RosterRecord? stored = null) =>
        new(id, ChangeOutcome.Applied) { LmsId = lmsId, Stored = stored };

    /// <summary>The change will never be applied.</summary>
    public static ChangeResult Refused(ChangeId id, string code, string message) =>
        new(id, ChangeOutcome.Refused) { Code = code, Message = message };

    /// <summary>The change is worth another try.</summary>
    public static ChangeResult Deferred(ChangeId id, string code, string message, TimeSpan? retryAfter = null) =>
        new(id, ChangeOutcome.Deferred) { Code = code, Message = message, RetryAfter = retryAfter };

    /// <summary>Nobody knows whether the change happened.</summary>
    public static ChangeResult Unknown(ChangeId id, string code, string message) =>
        new(id, ChangeOutcome.Unknown) { Code = code, Message = message };
}
