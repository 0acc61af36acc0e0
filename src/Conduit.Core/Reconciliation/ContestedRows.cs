using Conduit.Planning;
using Conduit.Records;
using Conduit.Sinks;
using Conduit.Sources;

namespace Conduit.Reconciliation;

/// <summary>
/// Records that more than one row speaks of. The first row of each was decided and let go when the second turned up; it is read
/// again, and then they are merged.
/// </summary>
internal sealed class ContestedRows(
    PlanContext context, RecordKind kind, KindCapabilities capabilities, DecisionTable decisions, RecordPlanner records, UsernameNumbering usernames, KindIssues issues, RepeatedRows repeats)
{
    private readonly KindReconciler _reconciler = KindReconciler.Of(kind);
    private readonly Dictionary<int, RowGroup> _groups = [];
    private Dictionary<RowPlace, int>? _wanted;

    /// <summary>Adds a row of a record.</summary>
    public void Add(int target, RowPlace place, MappedRow row)
    {
        if (!_groups.TryGetValue(target, out RowGroup? group))
            _groups.Add(target, group = new RowGroup());
        group.Add(place, row with { Record = context.Policies[kind].Spelled(row.Record, row.Key.Value) });
    }

    /// <summary>Wants a row of a record that was let go.</summary>
    public void Want(int target, RowPlace place) => (_wanted ??= [])[place] = target;

    /// <summary>Reads the rows that are wanted.</summary>
    public ValueTask ReadAgainAsync(IReadOnlyList<FeedRows> feeds, CancellationToken cancellationToken) =>
        _wanted is null ? default : RowsAgain.ReadAsync(context, feeds, _wanted.Keys, TakeWanted, cancellationToken);

    private void TakeWanted(SourceReader reader, SourceRow row, FeedRows rows, RowPlace place)
    {
        int target = _wanted![place];
        SourceRecord source = row.Materialize();
        RecordKey key = target >= 0 ? context.State.ReadKey(kind, target) : _reconciler.Resolve(source.Record, context.Resolver).Key!.Value;
        var again = new MappedRow(key, capabilities.Storable(source.Record), new RowSupport(rows.Feed.Name, row.Fingerprint), new SourceLocation(reader.File, row.Line))
        {
            Origin = rows.Feed.Origin,
            BaseName = usernames.BaseOf(source),
        };
        Add(target, place, usernames.Named(target, again));
    }

    /// <summary>Decides about all of them.</summary>
    public void Decide()
    {
        foreach ((int target, RowGroup group) in _groups)
        {
            if (decisions[target].Verdict == Verdict.Contested)
                Decide(target, group.InOrder());
        }
    }

    private void Decide(int target, List<MappedRow> rows)
    {
        bool held = false;
        var sources = new List<(MappedRow Row, RosterRecord Record)>();
        foreach (MappedRow[] ofSource in rows.GroupBy(row => row.Origin, StringComparer.Ordinal).Select(group => group.ToArray()))
        {
            sources.Add((ofSource[0], RowGroup.Merge(ofSource, _reconciler, (row, names) =>
            {
                held |= _reconciler.ClashHoldsRecord;
                issues.TellClash(ofSource[0], row, names);
            }, row => repeats.Add(row.Location.File, row.Location.Line, ofSource[0].Location))));
        }
        IReadOnlyList<RowSupport> supports = RowGroup.Supports(rows);
        if (held)
            records.Hold(target);
        else
            records.Decide(target, rows[0], sources.Count == 1 ? sources[0].Record : Merge(sources), supports, decisions[target].Place);
    }

    private RosterRecord Merge(List<(MappedRow Row, RosterRecord Record)> sources)
    {
        var merge = new SourceMerge(context.Policies[kind].Precedence);
        RosterRecord merged = merge.Merge(sources);
        foreach (((MappedRow winner, MappedRow loser, bool isTold), List<string> fields) in merge.Conflicts)
            issues.TellSourceConflict(winner, loser, string.Join(", ", fields), isTold);
        return merged;
    }
}
