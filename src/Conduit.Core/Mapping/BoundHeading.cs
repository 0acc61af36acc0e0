namespace Conduit.Mapping;

/// <summary>A column whose heading means a field.</summary>
/// <param name="Column">The place of the column in the file, from 0.</param>
/// <param name="Target">The field.</param>
internal sealed record BoundHeading(int Column, HeadingTarget Target);
