using System.Runtime.CompilerServices;
using Conduit.Records;
using Conduit.State;

namespace Conduit.Reconciliation;

/// <summary>
/// The decision of every record of one kind while a plan is made: known records by their position in the state, in four bytes each; new ones by the hash of their key.
/// </summary>
internal sealed class DecisionTable(KnownState state, RecordKind kind) : IDisposable
{
    private readonly Section<DecisionMark> _known = new(state[kind].Count);
    // Where the rows of changes stand, by ticket.
    private readonly ValueList<RowPlace> _places = new();
    private readonly HashMap<int> _newByKey = new();
    private readonly ValueList<Decision> _new = new();
    // How many rows came before those of each feed.
    private readonly List<int> _rowsBefore = [];

    /// <summary>The decision for a target.</summary>
    public Decision this[int target]
    {
        get
        {
            if (target < 0)
                return _new[~target];
            DecisionMark mark = _known[target];
            return mark.Verdict == Verdict.Changed ? new Decision(mark.Verdict, _places[mark.Number], mark.Number) : new Decision(mark.Verdict, PlaceOf(mark.Number), -1);
        }

        set
        {
            if (target < 0)
            {
                _new[~target] = value;
                return;
            }
            bool isChange = value.Verdict == Verdict.Changed;
            Mark(target) = new DecisionMark(value.Verdict, isChange ? value.Ticket : NumberOf(value.Place));
            if (!isChange)
                return;
            while (_places.Count <= value.Ticket)
                _places.Add(default);
            _places[value.Ticket] = value.Place;
        }
    }

    /// <summary>The rows of another feed come.</summary>
    /// <param name="rowsBefore">How many came before, of all feeds.</param>
    public void BeginFeed(int rowsBefore)
    {
        if (_rowsBefore.Count == 0)
            _known.Claim();
        _rowsBefore.Add(rowsBefore);
    }

    /// <summary>The target of a key: a position in the state, or the complement of a number among the new.</summary>
    public int Target(RecordKey key)
    {
        Hash128 hash = state.Key.Hash(key).Bits;
        int known = state[kind].FindKey(hash);
        return known >= 0 ? known : NewTarget(hash);
    }

    /// <summary>The target of a key that no known record has.</summary>
    public int NewTarget(Hash128 key)
    {
        if (!_newByKey.TryGet(key, out int number))
        {
            number = _newByKey.Count;
            _newByKey[key] = number;
            _new.Add(default);
        }
        return ~number;
    }

    /// <summary>The verdict for a target.</summary>
    public Verdict VerdictOf(int target) => target >= 0 ? _known[target].Verdict : _new[~target].Verdict;

    /// <summary>The mark of a known record, for those who decide without a change.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref DecisionMark Mark(int position) => ref _known[position];

    /// <summary>Asks for the memory of a mark that is wanted soon.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(int position) => _known.Prefetch(position);

    public void Dispose() => _known.Close();

    private int NumberOf(RowPlace place) => place.IsSeen ? _rowsBefore[place.Feed] + place.Row : 0;

    private RowPlace PlaceOf(int number)
    {
        if (number == 0)
            return default;
        int feed = _rowsBefore.Count - 1;
        while (number <= _rowsBefore[feed])
            feed--;
        return new RowPlace(feed, number - _rowsBefore[feed]);
    }
}
