using Conduit.Records;
using Conduit.Sources;
using Conduit.State;

namespace Conduit.Reconciliation;

/// <summary>One feed while its rows are walked.</summary>
/// <param name="number">Its number among the kind's feeds.</param>
/// <param name="rowsBefore">How many rows the feeds before it have.</param>
/// <param name="feed">The feed.</param>
/// <param name="knownFeed">The number by which the state knows it; -1 when no record ever came from it.</param>
/// <param name="key">The key of its fingerprints, which depends on the map: under another map no row is known.</param>
/// <param name="index">What is known of the kind.</param>
/// <param name="decisions">The decisions of the kind.</param>
internal sealed class FeedRows(int number, int rowsBefore, SourceFeed feed, int knownFeed, FingerprintKey key, KindIndex index, DecisionTable decisions)
{
    /// <summary>Finds the records that the feed's rows are known to support.</summary>
    public RowFinder Finder { get; } = new(index, decisions, knownFeed);

    public int Number => number;

    public SourceFeed Feed => feed;

    public FingerprintKey Key => key;

    /// <summary>How many rows were taken.</summary>
    public int Count { get; set; }

    /// <summary>How many rows the feeds before it have.</summary>
    public int RowsBefore => rowsBefore;

    /// <summary>The number of the row taken last among those of all feeds, from 1.</summary>
    public int LastNumber => rowsBefore + Count;

    /// <summary>Sees to it that rows that are about to be taken can be numbered.</summary>
    /// <exception cref="NotSupportedException">There are too many.</exception>
    public void Expect(int count)
    {
        if (LastNumber > DecisionMark.MostNumber - count)
            throw new NotSupportedException($"The feeds of a kind have more than {DecisionMark.MostNumber:N0} rows. Split them between several data folders.");
    }
}
