using System.Collections.Immutable;
using Conduit.Records;

namespace Conduit.Reconciliation;

/// <summary>What is different for one plan only.</summary>
public sealed record PlanRequest
{
    /// <summary>A raised limit for the removals of some kinds, in place of their policy's guard.</summary>
    public ImmutableDictionary<RecordKind, ChangeGuard> AllowRemovals { get => field ?? ImmutableDictionary<RecordKind, ChangeGuard>.Empty; init; }

    /// <summary>A raised limit for the renames of some kinds, in place of their policy's guard.</summary>
    public ImmutableDictionary<RecordKind, ChangeGuard> AllowRenames { get => field ?? ImmutableDictionary<RecordKind, ChangeGuard>.Empty; init; }

    /// <summary>Feeds that are gone for good: their absence is no blocker, and what only they held is removed by policy.</summary>
    public IReadOnlyCollection<string> ForgetFeeds { get; init; } = [];

    /// <summary>Whether <see cref="PlainEnrollments"/> may decide. Without them the plan is the same and takes longer; tests compare the two.</summary>
    internal bool TakesPlainRows { get; init; } = true;
}
