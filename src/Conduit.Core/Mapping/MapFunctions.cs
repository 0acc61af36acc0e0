namespace Conduit.Mapping;

/// <summary>
/// The functions that a host adds to the words of the mapping language: <c>"SURNAME | tidyname"</c>. Register all of them
/// before a configuration is loaded or a map is made; a map keeps the functions that it was made with.
/// </summary>
public sealed class MapFunctions
{
    private readonly Dictionary<string, MapFunction> _functions = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The names that are registered.</summary>
    public IReadOnlyCollection<string> Names => _functions.Keys;

    /// <summary>
    /// Registers a function. It must give the same answer for the same value, and may be called from any thread. One that throws
    /// costs the value of that row and is told as an issue.
    /// </summary>
    /// <param name="name">A name of letters, digits and underscores that starts with a letter and is no word of the language.</param>
    /// <param name="version">Raise it when the function answers differently, or rows that did not change keep their old values.</param>
    /// <param name="function">The function: it is given a value that is not blank; null or blank from it means no value.</param>
    /// <returns>This registry, so that calls can be chained.</returns>
    /// <exception cref="ArgumentException">The name is none, or is taken.</exception>
    public MapFunctions Register(string name, string version, Func<string, string?> function)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(function);
        if (!IsName(name))
            throw new ArgumentException($"'{name}' cannot be written in a mapping: use letters, digits and underscores, a letter first.", nameof(name));
        if (MapWords.Find(name) is not null)
            throw new ArgumentException($"'{name}' is a word of the mapping language already.", nameof(name));
        if (!_functions.TryAdd(name, new MapFunction(name, version, function)))
            throw new ArgumentException($"A function '{name}' is registered already.", nameof(name));
        return this;
    }

    internal MapFunction? Find(string name) => _functions.GetValueOrDefault(name);

    private static bool IsName(string name) =>
        name.Length > 0 && char.IsAsciiLetter(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
