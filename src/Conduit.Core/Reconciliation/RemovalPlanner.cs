using Conduit.Planning;
using Conduit.Records;
using Conduit.State;

namespace Conduit.Reconciliation;

/// <summary>Plans the removals of one kind: what a complete feed no longer holds, and what depends on what is deleted.</summary>
internal sealed class RemovalPlanner(
    PlanContext context, RecordKind kind, Action<int, KnownRecord, string> remove, Action<int, KnownRecord> keep)
{
    private readonly KindIndex _index = context.State[kind];

    /// <summary>Deletes what refers to a record that the plan deletes, also where its row is unchanged.</summary>
    public void RemoveDependants(Func<int, Verdict> verdictOf, Action<int> retract)
    {
        if (!context.Resolver.AnythingGoes || kind is RecordKind.User or RecordKind.Course or RecordKind.Cohort)
            return;
        for (int position = 0; position < _index.Count; position++)
        {
            if ((_index.FlagsOf(position) & KnownFlags.Gone) != KnownFlags.None)
                continue;
            if (!RecordReference.Of(context.State.ReadKey(kind, position)).Any(r => context.Resolver.IsGoing(r.Key)))
                continue;
            KnownRecord known = context.State.Read(kind, position);
            Verdict verdict = verdictOf(position);
            if (verdict is not (Verdict.None or Verdict.Held))
            {
                retract(position);
                context.Add(new RecordIssue(IssueSeverity.Error, IssueCodes.ReferenceMissing, $"A row asks for a {kind.Name()} of a record that this plan deletes; it goes with it. Take the row out, or deliver the record again.")
                {
                    Kind = kind,
                    Key = known.Key,
                });
                context.Header.Summary[kind].Rejected++;
            }
            remove(position, known, "dependant");
        }
    }

    /// <summary>Removes managed records that no row spoke of, of those that the complete feeds speak for.</summary>
    public void RemoveAbsent(Func<int, Verdict> verdictOf, RemovalScope scope, bool everyRowHasKey)
    {
        long withheld = 0;
        for (int position = 0; position < _index.Count; position++)
        {
            KnownFlags flags = _index.FlagsOf(position);
            if ((flags & (KnownFlags.Managed | KnownFlags.Gone | KnownFlags.Ambiguous)) != KnownFlags.Managed || verdictOf(position) != Verdict.None)
                continue;
            KnownRecord known = context.State.Read(kind, position);
            if (known.Source != context.Source.Name || !scope.Covers(known))
                continue;
            if ((flags & (KnownFlags.Removed | KnownFlags.Protected)) != KnownFlags.None)
                keep(position, known);
            else if (everyRowHasKey)
                remove(position, known, "absent");
            else
                withheld++;
        }
        if (withheld > 0)
        {
            context.Header.Summary[kind].Pending += withheld;
            context.Add(new RecordIssue(IssueSeverity.Error, IssueCodes.RemovalsWithheld, $"Some rows cannot be read, and it cannot be told whose they are, so no {kind.Name()} is removed in this run. Correct the rows.")
            {
                Kind = kind,
                Count = withheld,
            });
        }
    }
}
