using Conduit.Planning;

namespace Conduit.Transactions;

/// <summary>A run began to apply a plan.</summary>
/// <param name="RunId">The run.</param>
/// <param name="At">When.</param>
/// <param name="PlanId">The plan.</param>
/// <param name="Source">The source's name.</param>
/// <param name="Sink">The LMS.</param>
public sealed record RunStartedEntry(string RunId, DateTimeOffset At, string PlanId, string Source, string Sink) : TransactionEntry(RunId, At)
{
    /// <summary>What each feed of the source gave.</summary>
    public IReadOnlyList<FeedReading> Feeds { get; init; } = [];
}
