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
    private readonly Entry[] _entries;

    /// <summary>No values.</summary>
    /// <param name="comparer">What tells names apart and orders them.</param>
    public ByName(StringComparer comparer)
        : this(comparer, [])
    {
    }

    private ByName(StringComparer comparer, Entry[] entries)
    {
        _comparer = comparer;
        _entries = entries;
    }

    public int Count => _entries.Length;

    public IEnumerable<string> Keys => _entries.Select(entry => entry.Name);

    public IEnumerable<TValue> Values
    {
        get
        {
            foreach (Entry entry in _entries)
                yield return entry.Value;
        }
    }

    public TValue this[string key] => TryGetValue(key, out TValue? value) ? value : throw new KeyNotFoundException($"There is no '{key}'.");

    public bool ContainsKey(string key) => Array.Exists(_entries, entry => _comparer.Equals(entry.Name, key));

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out TValue value)
    {
        foreach (Entry entry in _entries)
        {
            if (_comparer.Equals(entry.Name, key))
            {
                value = entry.Value;
                return true;
            }
        }
        value = default;
        return false;
    }

    /// <summary>These values and one more, or another one for a name that has one.</summary>
    public ByName<TValue> With(string name, TValue value)
    {
        Entry[] others = Without(name)._entries;
        int at = others.Count(entry => _comparer.Compare(entry.Name, name) < 0);
        return new ByName<TValue>(_comparer, [.. others[..at], new Entry(name, value), .. others[at..]]);
    }

    /// <summary>These values without that of a name.</summary>
    public ByName<TValue> Without(string name) => new(_comparer, Array.FindAll(_entries, entry => !_comparer.Equals(entry.Name, name)));

    public IEnumerator<KeyValuePair<string, TValue>> GetEnumerator()
    {
        foreach (Entry entry in _entries)
            yield return new KeyValuePair<string, TValue>(entry.Name, entry.Value);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private sealed record Entry(string Name, TValue Value);
}
