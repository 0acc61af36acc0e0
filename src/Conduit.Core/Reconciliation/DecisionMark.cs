namespace Conduit.Reconciliation;

/// <summary>What <see cref="DecisionTable"/> keeps of the decision for a known record: four bytes, because there is one for each of a million.</summary>
/// <param name="Bits">The verdict in the low bits, the number above them.</param>
internal readonly record struct DecisionMark(uint Bits)
{
    /// <summary>The largest number: rows of one kind in one plan, changes of one kind.</summary>
    public const int MostNumber = (1 << (32 - VerdictBits)) - 1;

    private const int VerdictBits = 3;

    public DecisionMark(Verdict verdict, int number)
        : this(((uint)number << VerdictBits) | (uint)verdict)
    {
    }

    public Verdict Verdict => (Verdict)(Bits & ((1 << VerdictBits) - 1));

    /// <summary>The number of the row among those of all feeds, from 1; of a change, its ticket.</summary>
    public int Number => (int)(Bits >> VerdictBits);
}
