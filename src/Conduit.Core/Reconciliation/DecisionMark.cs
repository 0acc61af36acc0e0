namespace Conduit.Reconciliation;

/// <summary>What <see cref="DecisionTable"/> keeps of the decision for a known record: eight bytes, because there is one for each of a million.</summary>
internal struct DecisionMark
{
    /// <summary>The number of the row in its feed; of a change, its ticket.</summary>
    public int Row;

    /// <summary>The number of the feed.</summary>
    public ushort Feed;

    public Verdict Verdict;
}
