using Conduit.Records;
using Conduit.State;

namespace Conduit.Reconciliation;

/// <summary>
/// Finds the record of the LMS that a row means where the row's own key is not known: by the old key that the row names, else by the
/// further keys of the policy, in order. Somebody known by another key is the same person only if no row of this plan claims that
/// key, so such rows wait until all are read.
/// </summary>
internal sealed class RecordMatcher(PlanContext context, RecordKind kind, DecisionTable decisions, KindIssues issues)
{
    private readonly KindIndex _index = context.State[kind];
    private readonly IReadOnlyList<MatchKey> _keys = context.Policies[kind].Match ?? MatchKey.DefaultOf(kind);
    private readonly List<MatchCandidate> _waiting = [];

    /// <summary>Finds what a row means.</summary>
    /// <param name="row">The row; gets the key by which the record is known.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="target">The target of the row's own key; gets that of the record that it means.</param>
    /// <returns>False when it is decided later, by <see cref="Decide"/>.</returns>
    public bool TryFind(ref MappedRow row, RowPlace place, ref int target)
    {
        if (row.OldKey is { } oldKey && KnownAs(oldKey) is var old and >= 0 && old != target)
        {
            _waiting.Add(new MatchCandidate(row, place, target, [old], IsTold: true));
            return false;
        }
        if (target >= 0)
            return true;
        RecordKey rowKey = row.Key;
        foreach (MatchKey key in _keys)
        {
            if (row.Record[key.Field].AsText() is not { Length: > 0 } value)
                continue;
            if (key.Field == RecordKeys.IdField(kind))
            {
                if (key.IgnoresCase && context.Resolver.ResolveId(kind, value) is { } sameId)
                {
                    row = row with { Key = sameId };
                    target = decisions.Target(sameId);
                    return true;
                }
                continue;
            }
            IReadOnlyList<int> all = context.Lookups.Find(key, value);
            int[] found = all.Count == 0 ? [] : [.. all.Where(at => MayBe(rowKey, at))];
            if (found.Length == 0)
                continue;
            if (found.Length == 1 && context.State.ReadKey(kind, found[0]) is var known && key.Field == RecordKeys.NameField(kind) && known.IsName)
            {
                row = row with { Key = known };
                target = found[0];
                return true;
            }
            _waiting.Add(new MatchCandidate(row, place, target, found, IsTold: false));
            return false;
        }
        return true;
    }

    /// <summary>Decides about the rows that waited.</summary>
    /// <param name="isClaimed">Whether another row has a record's own key.</param>
    /// <param name="accept">Takes a row for the record of a target.</param>
    /// <param name="refuse">Leaves a row out, and the records that it may mean alone.</param>
    public void Decide(Func<int, bool> isClaimed, Action<int, MappedRow, RowPlace> accept, Action<IEnumerable<int>> refuse)
    {
        if (_waiting.Count == 0)
            return;
        (MatchCandidate Candidate, int[] Free)[] waiting = [.. _waiting.Select(c => (c, c.Positions.Where(at => !isClaimed(at)).ToArray()))];
        ILookup<int, MatchCandidate> byPosition = waiting.SelectMany(w => w.Free.Select(at => (at, w.Candidate))).ToLookup(w => w.at, w => w.Candidate);
        foreach ((MatchCandidate candidate, int[] free) in waiting)
        {
            MappedRow row = candidate.Row;
            if (candidate.IsTold && (candidate.Own >= 0) == free.Length > 0)
            {
                // Both keys stand in the LMS and nobody else has the old one; or somebody else has it and the new one is not known.
                issues.TellRenameConflict(row, isClaimed: free.Length == 0);
                refuse(candidate.Own >= 0 ? [.. free, candidate.Own] : free);
            }
            else if (free.Length == 0)
            {
                accept(candidate.Own, row, candidate.Place);
            }
            else if (free.Length > 1 || _index[free[0]].Is(KnownFlags.Ambiguous))
            {
                issues.TellAmbiguous(row);
                refuse(free);
            }
            else if (byPosition[free[0]].FirstOrDefault(other => other.Row.Key != row.Key) is { } rival)
            {
                issues.TellRivals(row, rival.Row);
                refuse(free);
            }
            else
            {
                accept(free[0], row with { Key = context.State.ReadKey(kind, free[0]) }, candidate.Place);
            }
        }
    }

    private int KnownAs(string oldKey)
    {
        int byId = context.State.Find(RecordKey.OfId(kind, oldKey));
        return byId >= 0 ? byId : context.State.FindByName(kind, oldKey);
    }

    // A record that nobody manages and that has an id of its own is somebody else, unless the row knows no id.
    private bool MayBe(RecordKey row, int at) => _index[at].Is(KnownFlags.Managed) || row.IsName || context.State.ReadKey(kind, at).IsName;
}
