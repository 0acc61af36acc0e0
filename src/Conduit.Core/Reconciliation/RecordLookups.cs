using Conduit.Records;
using Conduit.State;

namespace Conduit.Reconciliation;

/// <summary>
/// Finds known records by the value of a field: by the index where that has it, else by a table that is made of the values when
/// somebody first asks, so that only those pay who match by more than a name.
/// </summary>
internal sealed class RecordLookups(KnownState state)
{
    private readonly Dictionary<(RecordField Field, bool IgnoresCase), ILookup<Hash128, int>> _tables = [];

    /// <summary>The positions of all records that hold a value.</summary>
    public IReadOnlyList<int> Find(MatchKey key, string value)
    {
        RecordKind kind = key.Field.Kind;
        if (key == MatchKey.Of(RecordKeys.NameField(kind)!))
            return state[kind].FindNames(state.HashName(kind, value));
        if (!_tables.TryGetValue((key.Field, key.IgnoresCase), out ILookup<Hash128, int>? table))
            _tables.Add((key.Field, key.IgnoresCase), table = Build(key));
        return [.. table[Hash(key, value)]];
    }

    private ILookup<Hash128, int> Build(MatchKey key)
    {
        RecordKind kind = key.Field.Kind;
        var values = new List<(Hash128 Hash, int Position)>();
        for (int at = 0; at < state[kind].Count; at++)
        {
            if ((state[kind].FlagsOf(at) & KnownFlags.Gone) == KnownFlags.None && state.Read(kind, at).Values[key.Field].AsText() is { Length: > 0 } value)
                values.Add((Hash(key, value), at));
        }
        return values.ToLookup(value => value.Hash, value => value.Position);
    }

    private Hash128 Hash(MatchKey key, string value) => state.Key.Hash(key.IgnoresCase ? value.ToLowerInvariant() : value).Bits;
}
