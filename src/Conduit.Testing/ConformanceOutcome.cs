namespace Conduit.Testing;

/// <summary>What came of a case.</summary>
public enum ConformanceOutcome
{
    /// <summary>The promise is kept.</summary>
    Passed,

    /// <summary>The promise is broken.</summary>
    Failed,

    /// <summary>The sink says that it cannot do what the case needs.</summary>
    Skipped,
}
