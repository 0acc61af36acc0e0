using Conduit.Applying;
using Conduit.Planning;
using Conduit.Records;
using Conduit.Transactions;

namespace Conduit.Reporting;

/// <summary>What a run did.</summary>
public sealed class SyncReport
{
    private readonly ApplyTally _tally;

    internal SyncReport(string runId, SyncPlan plan, ApplyTally tally, UnmatchedReport unmatched)
    {
        RunId = runId;
        Plan = plan;
        _tally = tally;
        Unmatched = unmatched;
    }

    /// <summary>The run.</summary>
    public string RunId { get; }

    /// <summary>The plan that was applied.</summary>
    public SyncPlan Plan { get; }

    /// <summary>Changes that the LMS holds now.</summary>
    public long Applied => _tally.Total(ChangeOutcome.Applied);

    /// <summary>Changes that the LMS will never take as they are.</summary>
    public long Refused => _tally.Total(ChangeOutcome.Refused);

    /// <summary>Changes that wait for the next run: deferred, of unknown outcome, stale, or not reached.</summary>
    public long Deferred => Plan.Summary.Changes - Applied - Refused;

    /// <summary>Changes left out because the record was no longer as the plan found it.</summary>
    public long Stale => _tally.Stale;

    /// <summary>Whether the run was cancelled before its end.</summary>
    public bool IsCancelled => _tally.IsCancelled;

    /// <summary>Whether everything in the plan was applied.</summary>
    public bool IsComplete => Applied == Plan.Summary.Changes;

    /// <summary>The first thousand changes that were not applied; the log has them all.</summary>
    public IReadOnlyList<ChangeProblem> Problems => _tally.Problems;

    /// <summary>What does not line up between the two sides now.</summary>
    public UnmatchedReport Unmatched { get; }

    /// <summary>What was forgotten after the run; null when everything is kept, or when that failed: the next run tries again.</summary>
    public PruneReport? Pruned { get; internal init; }

    /// <summary>How many changes of a kind had an outcome.</summary>
    public long Count(RecordKind kind, ChangeOutcome outcome) => _tally[kind, outcome];

    /// <summary>The numbers, for people.</summary>
    public override string ToString() => $"{Applied} applied, {Refused} refused, {Deferred} deferred";
}
