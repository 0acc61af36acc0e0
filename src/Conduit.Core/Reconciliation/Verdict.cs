namespace Conduit.Reconciliation;

/// <summary>What was decided for a record.</summary>
internal enum Verdict : byte
{
    /// <summary>Nothing yet.</summary>
    None,

    /// <summary>Its row is the one that is known; it was never mapped.</summary>
    Skipped,

    /// <summary>It is as it should be.</summary>
    Unchanged,

    /// <summary>A change is planned.</summary>
    Changed,

    /// <summary>A row of it was rejected; it stays as it is.</summary>
    Held,

    /// <summary>More than one row speaks of it; it is decided when all are there.</summary>
    Contested,
}
