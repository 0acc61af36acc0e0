using Conduit.Records;

namespace Conduit;

/// <summary>What a field makes of one row.</summary>
/// <param name="Location">The row.</param>
/// <param name="Steps">The value as the columns give it, then after each word.</param>
/// <param name="Value">What the field is; null when it is blank or nothing.</param>
/// <param name="Failure">What went wrong, and what to do; null when nothing did.</param>
public sealed record FieldSample(SourceLocation Location, IReadOnlyList<SampleStep> Steps, string? Value, string? Failure);
