namespace Conduit;

/// <summary>A value on its way through the words.</summary>
/// <param name="Word">The word that made it, with its arguments; empty for the value as the columns give it.</param>
/// <param name="Value">The value; null when it is blank.</param>
public sealed record SampleStep(string Word, string? Value);
