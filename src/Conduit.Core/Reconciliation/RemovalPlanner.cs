using Conduit.Planning;
using Conduit.Records;
using Conduit.State;

namespace Conduit.Reconciliation;

/// <summary>Plans the removals of one kind: what a complete feed no longer holds, and what depends on what is deleted.</summary>
/// <param name="context">The plan.</param>
/// <param name="kind">The kind.</param>
/// <param name="decisions">What the rows decided.</param>
/// <param name="records">Gives who decides for single records.</param>
/// <param name="scope">What the complete feeds speak for.</param>
/// <param name="everyRowHasKey">Whether it can be told of every row whose it is; where it cannot, nothing is removed.</param>
internal sealed class RemovalPlanner(PlanContext context, RecordKind kind, DecisionTable decisions, Func<RecordPlanner> records, RemovalScope scope, bool everyRowHasKey)
{
    private long _withheld;

    private readonly KindIndex _index = context.State[kind];

    /// <summary>Deletes what refers to a record that the plan deletes, also where its row is unchanged.</summary>
    public void RemoveDependants()
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
            if (decisions.VerdictOf(position) is not (Verdict.None or Verdict.Held))
            {
                records().Retract(position, default, RosterRecord.Create(kind));
                context.Add(new RecordIssue(IssueSeverity.Error, IssueCodes.ReferenceMissing, $"A row asks for a {kind.Name()} of a record that this plan deletes; it goes with it. Take the row out, or deliver the record again.")
                {
                    Kind = kind,
                    Key = known.Key,
                });
                context.Header.Summary[kind].Rejected++;
            }
            records().Remove(position, known, "dependant");
        }
    }

    /// <summary>Removes managed records that no row spoke of, of those that the complete feeds speak for.</summary>
    public void RemoveAbsent(PlainEnrollments? plain)
    {
        PlainEnrollments? whole = everyRowHasKey && scope.CoversAll ? plain : null;
        for (int position = 0; position < _index.Count; position++)
        {
            // The mark first: nearly all have one, and marks take a fifth of the memory.
            if (decisions.Mark(position).Verdict != Verdict.None || (_index.FlagsOf(position) & (KnownFlags.Managed | KnownFlags.Gone | KnownFlags.Ambiguous)) != KnownFlags.Managed)
                continue;
            if (whole is not null)
                whole.AddAbsent(position);
            else
                RemoveWhole(position);
        }
        whole?.Drain();
        if (_withheld > 0)
        {
            context.Header.Summary[kind].Pending += _withheld;
            context.Add(new RecordIssue(IssueSeverity.Error, IssueCodes.RemovalsWithheld, $"Some rows cannot be read, and it cannot be told whose they are, so no {kind.Name()} is removed in this run. Correct the rows.")
            {
                Kind = kind,
                Count = _withheld,
            });
        }
    }

    /// <summary>Removes a managed record that no row speaks of, when the complete feeds speak for it.</summary>
    public void RemoveWhole(int position)
    {
        KnownRecord known = context.State.Read(kind, position);
        if (known.Source != context.Source.Name || !scope.Covers(known))
            return;
        if ((known.Flags & (KnownFlags.Removed | KnownFlags.Protected)) != KnownFlags.None)
            records().Keep(position, known);
        else if (everyRowHasKey)
            records().Remove(position, known, "absent");
        else
            _withheld++;
    }
}
