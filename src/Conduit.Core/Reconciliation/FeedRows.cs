using Conduit.Records;
using Conduit.Sources;
using Conduit.State;

namespace Conduit.Reconciliation;

/// <summary>One feed while its rows are walked.</summary>
/// <param name="number">Its number among the kind's feeds.</param>
/// <param name="feed">The feed.</param>
/// <param name="knownFeed">The number by which the state knows it; -1 when no record ever came from it.</param>
/// <param name="key">The key of its fingerprints, which depends on the map: under another map no row is known.</param>
/// <param name="index">What is known of the kind.</param>
/// <param name="decisions">The decisions of the kind.</param>
internal sealed class FeedRows(int number, SourceFeed feed, int knownFeed, FingerprintKey key, KindIndex index, DecisionTable decisions)
{
    /// <summary>Finds the records that the feed's rows are known to support.</summary>
    public RowFinder Finder { get; } = new(index, decisions, knownFeed);

    public int Number => number;

    public SourceFeed Feed => feed;

    public FingerprintKey Key => key;

    public int Count { get; set; }
}
