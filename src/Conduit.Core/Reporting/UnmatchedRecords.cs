using Conduit.Planning;
using Conduit.Records;
using Conduit.State;

namespace Conduit.Reporting;

/// <summary>
/// Finds what stands on one side only: in the plan, what the LMS does not hold yet and the rows that were rejected; in the state,
/// what no source brought and what a source no longer holds.
/// </summary>
internal static class UnmatchedRecords
{
    /// <summary>What stands in the source only.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="problems">Changes of the plan that were not applied; null when the plan was not applied at all.</param>
    /// <param name="isApplied">Whether the plan was applied.</param>
    /// <param name="lookalikes">People who stand in the LMS only.</param>
    public static IEnumerable<UnmatchedRecord> OfSource(SyncPlan plan, IReadOnlyList<ChangeProblem> problems, bool isApplied, Lookalikes lookalikes)
    {
        if (!isApplied)
        {
            foreach (Change change in plan.ReadChanges().Where(c => c.Action == ChangeAction.Create))
            {
                yield return new UnmatchedRecord(UnmatchedSide.SourceOnly, change.Key, "planned", "The LMS does not hold the record; the plan creates it.")
                { Location = change.Origin, Hint = lookalikes.HintFor(change.After!) };
            }
        }
        foreach (ChangeProblem problem in problems.Where(p => p.Action == ChangeAction.Create))
        {
            yield return new UnmatchedRecord(UnmatchedSide.SourceOnly, problem.Key, problem.Result.Code ?? "not-applied", problem.Result.Message ?? "The LMS did not take the record.")
            { Location = problem.Origin };
        }
        foreach (RecordIssue issue in plan.ReadIssues().Where(i => i.Severity == IssueSeverity.Error && i.Kind is not null && i.Location is not null))
        {
            yield return new UnmatchedRecord(UnmatchedSide.SourceOnly, issue.Key ?? new RecordKey(issue.Kind!.Value, ""), issue.Code, issue.Message)
            { Location = issue.Location };
        }
    }

    /// <summary>What stands in the LMS only.</summary>
    public static IEnumerable<UnmatchedRecord> OfLms(KnownState state, SyncPlan? plan, Lookalikes lookalikes)
    {
        // A record that the plan is about to take into care or to remove is told as what it will be.
        var planned = new Dictionary<RecordKey, ChangeAction>();
        if (plan is not null)
        {
            foreach (Change change in plan.ReadChanges().Where(c => c.Action == ChangeAction.Adopt || c.Action.IsRemoval()))
                planned[change.Key] = change.Action;
            foreach (SettledRow row in plan.ReadSettled().Where(r => r.IsAbsent))
                planned[row.Key] = ChangeAction.Archive;
        }
        foreach (RecordKind kind in RecordKinds.InOrder)
        {
            int count = state[kind].Count;
            for (int at = 0; at < count; at++)
            {
                IndexEntry entry = state[kind][at];
                bool isAlone = !entry.Is(KnownFlags.Managed) || entry.Is(KnownFlags.Absent | KnownFlags.Ambiguous);
                if (entry.Is(KnownFlags.Gone) || !isAlone && planned.Count == 0)
                    continue;
                KnownRecord known = state.Read(kind, at);
                bool isPlanned = planned.TryGetValue(known.Key, out ChangeAction action);
                if (isPlanned && action == ChangeAction.Adopt || !isPlanned && !isAlone)
                    continue;
                lookalikes.Add(known.Values, known.Key);
                yield return Describe(known, isPlanned ? action : null);
            }
        }
    }

    private static UnmatchedRecord Describe(KnownRecord known, ChangeAction? planned)
    {
        (string reason, string message) = known switch
        {
            _ when (known.Flags & KnownFlags.Ambiguous) != KnownFlags.None => (IssueCodes.MatchAmbiguous, "More than one record in the LMS answers to this key. Make their keys differ in the LMS."),
            { IsManaged: false } when (known.Flags & KnownFlags.Protected) != KnownFlags.None => ("protected", "The LMS protects the record, and no source brought it. It is left alone."),
            { IsManaged: false } => ("unmanaged", "No source brought the record. It is left alone; add it to a source, or remove it in the LMS."),
            _ when planned is ChangeAction.Suspend or ChangeAction.Delete => ("planned", $"No source holds the record any more; the plan is to {planned.Value.Name()} it."),
            _ when (known.Flags & KnownFlags.Removed) != KnownFlags.None => ("suspended", "No source holds the record any more; it was suspended and keeps its history."),
            _ => ("kept", "No source holds the record any more; the policy keeps it."),
        };
        return new UnmatchedRecord(UnmatchedSide.LmsOnly, known.Key, reason, message) { LmsId = known.LmsId };
    }
}
