namespace Conduit.Mapping;

/// <summary>
/// One word of the mapping language: it makes of a value another one. A word holds nothing but its arguments, so one
/// instance serves every row and every thread.
/// </summary>
internal abstract class MapWord
{
    /// <summary>
    /// Does the work. <paramref name="value"/> is null when the value is blank; most words leave it at that.
    /// </summary>
    public abstract string? Apply(string? value, MapContext context);

    /// <summary>The word as the version of a map counts it: name and arguments, and the content of what they name.</summary>
    public abstract string Canonical { get; }

    /// <summary>Finds what the arguments name. Called once, before the first row.</summary>
    /// <returns>What is wrong; null when all was found.</returns>
    public virtual MapError? Resolve(MapResources resources) => null;
}
