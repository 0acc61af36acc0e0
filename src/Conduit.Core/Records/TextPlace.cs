namespace Conduit.Records;

/// <summary>Where a text stands in memory that holds several.</summary>
/// <param name="Start">The bytes from the origin to its first; may be negative.</param>
/// <param name="Length">Its bytes.</param>
internal readonly record struct TextPlace(nint Start, int Length);
