namespace Conduit.Mapping;

/// <summary>The way of one value.</summary>
/// <param name="Steps">The value as the columns give it, under no word, and after each word; null is a blank.</param>
/// <param name="Value">What the field is; null when it is blank or there is none.</param>
/// <param name="Failure">What went wrong; null when nothing did.</param>
internal sealed record FieldTraceResult(IReadOnlyList<(string Word, string? Value)> Steps, string? Value, string? Failure);
