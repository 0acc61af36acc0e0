using Conduit.Mapping;
using Conduit.Planning;
using Conduit.Records;
using Conduit.Sources;
using Conduit.State;

namespace Conduit.Reconciliation;

/// <summary>
/// What the complete feeds of a kind speak for together: a record outside of it is never taken for gone. A system of record speaks only for what it
/// brought, and what several brought is gone when all of them say so.
/// </summary>
/// <param name="state">What stands in the LMS.</param>
/// <param name="kind">The kind.</param>
/// <param name="feeds">All feeds of the kind.</param>
/// <param name="complete">Those that were read whole and in which absence means that a record is gone.</param>
internal sealed class RemovalScope(KnownState state, RecordKind kind, IReadOnlyList<SourceFeed> feeds, IReadOnlyList<SourceFeed> complete)
{
    private readonly List<string> _origins = OriginsOf(feeds);
    private readonly Dictionary<string, List<RowCondition?>> _scopes = ScopesOf(complete);

    /// <summary>Whether every record is covered, whatever is known of it.</summary>
    public bool CoversAll => _origins.Count == 1 && _scopes.TryGetValue(_origins[0], out List<RowCondition?>? scopes) && scopes.Contains(null);

    /// <summary>Whether all that brought a record speak for it.</summary>
    public bool Covers(KnownRecord known) => BroughtBy(known).All(origin =>
        _scopes.TryGetValue(origin, out List<RowCondition?>? scopes) && scopes.Exists(scope => scope is null || scope.Holds(name => Value(known, name))));

    // A feed that is gone for good says nothing; what no row tells of anybody may have brought.
    private IEnumerable<string> BroughtBy(KnownRecord known) => _origins.Count == 1 || known.Supports.Count == 0
        ? _origins
        : known.Supports.Select(row => feeds.FirstOrDefault(feed => feed.Name == row.Feed)).OfType<SourceFeed>().Select(feed => feed.Origin ?? "").Distinct(StringComparer.Ordinal);

    private static List<string> OriginsOf(IReadOnlyList<SourceFeed> feeds)
    {
        List<string> origins = [];
        foreach (SourceFeed feed in feeds)
        {
            if (!origins.Contains(feed.Origin ?? ""))
                origins.Add(feed.Origin ?? "");
        }
        return origins;
    }

    // A feed without a scope speaks for all that its system brought.
    private static Dictionary<string, List<RowCondition?>> ScopesOf(IReadOnlyList<SourceFeed> complete)
    {
        var scopes = new Dictionary<string, List<RowCondition?>>(StringComparer.Ordinal);
        foreach (SourceFeed feed in complete)
        {
            if (!scopes.TryGetValue(feed.Origin ?? "", out List<RowCondition?>? ofOrigin))
                scopes.Add(feed.Origin ?? "", ofOrigin = []);
            ofOrigin.Add(feed.Scope);
        }
        return scopes;
    }

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
