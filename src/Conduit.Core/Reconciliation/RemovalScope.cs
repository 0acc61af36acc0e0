using Conduit.Mapping;
using Conduit.Planning;
using Conduit.Records;
using Conduit.Sources;
using Conduit.State;

namespace Conduit.Reconciliation;

/// <summary>What the complete feeds of a kind speak for together: a record outside of it is never taken for gone.</summary>
internal sealed class RemovalScope(KnownState state, RecordKind kind, IEnumerable<SourceFeed> complete)
{
    // A feed without a scope speaks for all.
    private readonly RowCondition[] _scopes = complete.Any(feed => feed.Scope is null) ? [] : [.. complete.Select(feed => feed.Scope!)];

    /// <summary>Whether one of the feeds speaks for a record.</summary>
    public bool Covers(KnownRecord known) => _scopes.Length == 0 || Array.Exists(_scopes, scope => scope.Holds(name => Value(known, name)));

    private string? Value(KnownRecord known, string name)
    {
        if (RecordScope.Find(kind, name) is not { } meant)
            return null;
        RosterRecord? record = meant.Kind == kind ? known.Values : Owner(known.Key, meant.Kind);
        return record is null ? null : meant.Field is { } field ? record[field].ToString() : record.Custom[meant.Custom!];
    }

    private RosterRecord? Owner(RecordKey key, RecordKind wanted)
    {
        foreach (RecordReference reference in RecordReference.Of(key))
        {
            if (reference.Key.Kind == wanted)
                return state.Find(reference.Key) is var at and >= 0 ? state.Read(wanted, at).Values : null;
            if (Owner(reference.Key, wanted) is { } found)
                return found;
        }
        return null;
    }
}
