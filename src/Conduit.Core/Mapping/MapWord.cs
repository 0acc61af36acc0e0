namespace Conduit.Mapping;

/// <summary>
/// One word of the mapping language: it makes of a value another one. A word holds nothing but its arguments, so one
/// instance serves every row and every thread.
/// </summary>
/// <param name="name">The word, as mappings write it.</param>
/// <param name="arguments">Its arguments, as mappings write them.</param>
internal abstract class MapWord(string name, params IReadOnlyList<string> arguments)
{
    /// <summary>The word.</summary>
    public string Name => name;

    /// <summary>Its arguments.</summary>
    public IReadOnlyList<string> Arguments => arguments;

    /// <summary>The columns that the word reads besides the value it is given, by their headings.</summary>
    public virtual IEnumerable<string> Columns => [];

    /// <summary>The word as the version of a map counts it: name and arguments, and the content of what they name.</summary>
    public virtual string Canonical => arguments.Count == 0 ? name : $"{name}({string.Join(',', arguments.Select(CanonicalText.Quote))})";

    /// <summary>
    /// Does the work. <paramref name="value"/> is null when the value is blank; most words leave it at that.
    /// </summary>
    public abstract string? Apply(string? value, MapContext context);

    /// <summary>Looks at the arguments and finds what they name. Called once, before the first row.</summary>
    /// <returns>What is wrong; null when all is well.</returns>
    public virtual MapError? Resolve(MapResources resources) => null;

    /// <summary>The word as a <c>sync.json</c> writes it: arguments in quotes where they need them.</summary>
    public override string ToString() =>
        arguments.Count == 0 ? name : $"{name}({string.Join(", ", arguments.Select(CanonicalText.Argument))})";
}
