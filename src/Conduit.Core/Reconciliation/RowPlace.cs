namespace Conduit.Reconciliation;

/// <summary>Where a row stands in a kind's feeds, in 8 bytes, for there is one for each of a million records.</summary>
/// <param name="Feed">The number of the feed among the kind's feeds of this plan.</param>
/// <param name="Row">The number of the row in the feed, from 1; 0 means that no row was seen.</param>
internal readonly record struct RowPlace(int Feed, int Row)
{
    public bool IsSeen => Row != 0;

    public bool IsBehind(RowPlace other) => Feed > other.Feed || (Feed == other.Feed && Row > other.Row);
}
