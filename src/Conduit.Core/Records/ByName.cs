using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Conduit.Records;

/// <summary>
/// A few values by name, in the order of the names. Immutable. Our own, because a dictionary of the framework over values is compiled anew in every
/// process, and that takes longer than all that is ever looked up in it.
/// </summary>
internal sealed class ByName<TValue> : IReadOnlyDictionary<string, TValue>
{
    private readonly StringComparer _comparer;
    private readonly string[] _names;
    private readonly TValue[] _values;

    /// <summary>No values.</summary>
    /// <param name="comparer">What tells names apart and orders them.</param>
    public ByName(StringComparer comparer)
        : this(comparer, [], [])
    {
    }

    private ByName(StringComparer comparer, string[] names, TValue[] values)
    {
        _comparer = comparer;
        _names = names;
        _values = values;
    }

    public int Count => _names.Length;

    public IEnumerable<string> Keys => _names;

    public IEnumerable<TValue> Values => _values;

    public TValue this[string key] => TryGetValue(key, out TValue? value) ? value : throw new KeyNotFoundException($"There is no '{key}'.");

    public bool ContainsKey(string key) => Find(key) >= 0;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out TValue value)
    {
        int at = Find(key);
        value = at >= 0 ? _values[at] : default;
        return at >= 0;
    }

    /// <summary>These values and one more, or another one for a name that has one.</summary>
    public ByName<TValue> With(string name, TValue value)
    {
        int at = Find(name);
        (int before, int after) = at >= 0 ? (at, at + 1) : (~at, ~at);
        return new ByName<TValue>(_comparer, [.. _names[..before], name, .. _names[after..]], [.. _values[..before], value, .. _values[after..]]);
    }

    /// <summary>These values without that of a name.</summary>
    public ByName<TValue> Without(string name)
    {
        int at = Find(name);
        return at < 0 ? this : new ByName<TValue>(_comparer, [.. _names[..at], .. _names[(at + 1)..]], [.. _values[..at], .. _values[(at + 1)..]]);
    }

    public IEnumerator<KeyValuePair<string, TValue>> GetEnumerator()
    {
        for (int i = 0; i < _names.Length; i++)
            yield return new KeyValuePair<string, TValue>(_names[i], _values[i]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int Find(string name) => Array.BinarySearch(_names, name, _comparer);
}
