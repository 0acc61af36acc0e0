namespace Conduit.Mapping;

/// <summary>A piece of the head of an expression, bound to a file.</summary>
/// <param name="Text">A fixed text; null for a column.</param>
/// <param name="Column">The place of the column in the file, from 0.</param>
internal sealed record BoundPart(string? Text, int Column);
