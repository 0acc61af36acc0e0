namespace Conduit.Testing;

/// <summary>What came of one case.</summary>
/// <param name="Case">The name of the case, the same in every version.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Message">Failed: what was expected and what was found. Skipped: why.</param>
public sealed record ConformanceResult(string Case, ConformanceOutcome Outcome, string Message = "");
