namespace Conduit.Planning;

/// <summary>Where the line of a change stands in the spool.</summary>
/// <param name="Offset">The first byte.</param>
/// <param name="Length">How many bytes.</param>
internal readonly record struct SpooledLine(long Offset, int Length);
