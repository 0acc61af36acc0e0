using Conduit.Planning;
using Conduit.Records;
using Conduit.Sources;
using Conduit.State;

namespace Conduit.Reconciliation;

/// <summary>The rows of deltas, by record, in order: they act one after the other, so they are decided when all are there.</summary>
internal sealed class DeltaRows(PlanContext context, RecordKind kind, DecisionTable decisions, RecordPlanner records, KindIssues issues)
{
    private readonly Dictionary<int, List<MappedRow>> _rows = [];

    public void Add(int target, MappedRow row)
    {
        if (!_rows.TryGetValue(target, out List<MappedRow>? rows))
            _rows.Add(target, rows = []);
        rows.Add(row);
    }

    /// <summary>Whether the last row of a record sets it.</summary>
    public bool Sets(int target) => _rows.TryGetValue(target, out List<MappedRow>? rows) && rows[^1].Action == RowAction.Set;

    /// <summary>Decides about all of them.</summary>
    public void Decide()
    {
        foreach ((int target, List<MappedRow> rows) in _rows)
            Decide(target, rows);
    }

    private void Decide(int target, List<MappedRow> rows)
    {
        Decision before = decisions[target];
        if (before.Verdict == Verdict.Held)
            return;
        MappedRow last = rows[^1];
        if (last.Action == RowAction.Remove)
        {
            RemoveAsked(target, last);
            return;
        }
        RosterRecord stated = rows[0].Record;
        foreach (MappedRow row in rows.Skip(1))
            stated = row.Action == RowAction.Remove ? RosterRecord.Create(kind) : stated.Overlaid(row.Record);
        if (before.Verdict != Verdict.None)
            records.Retract(target, last.Key, last.Record);
        IReadOnlyList<RowSupport> supports = target >= 0 ? context.State.Read(kind, target).Supports : [];
        records.Decide(target, last, stated, supports, new RowPlace(0, 1));
    }

    private void RemoveAsked(int target, MappedRow row)
    {
        if (target < 0)
        {
            issues.Tell(IssueSeverity.Note, IssueCodes.RemovalUnknown, "The row asks to remove a record that is not in the LMS; nothing is to be done.", row);
            return;
        }
        KnownRecord known = context.State.Read(kind, target);
        if (!known.IsManaged || (known.Flags & KnownFlags.Protected) != KnownFlags.None)
        {
            issues.Tell(IssueSeverity.Warning, IssueCodes.RemovalUnmanaged, "The row asks to remove a record that Conduit does not manage; it is left alone. Remove it in the LMS.", row);
            return;
        }
        if (decisions[target].Verdict != Verdict.None)
            records.Retract(target, row.Key, row.Record);
        records.Remove(target, known, "asked");
    }
}
