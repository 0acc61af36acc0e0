using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Conduit.Records;

/// <summary>One value for every kind, in the order of applying.</summary>
internal sealed class ByKind<TValue>(Func<RecordKind, TValue> valueOf) : IReadOnlyDictionary<RecordKind, TValue>
{
    private readonly TValue[] _values = RecordKinds.Each(valueOf);

    public int Count => _values.Length;

    public IEnumerable<RecordKind> Keys => RecordKinds.InOrder;

    public IEnumerable<TValue> Values => _values;

    public TValue this[RecordKind key] => _values[(int)key];

    public bool ContainsKey(RecordKind key) => (uint)key < (uint)_values.Length;

    public bool TryGetValue(RecordKind key, [MaybeNullWhen(false)] out TValue value)
    {
        bool isThere = ContainsKey(key);
        value = isThere ? _values[(int)key] : default;
        return isThere;
    }

    public IEnumerator<KeyValuePair<RecordKind, TValue>> GetEnumerator()
    {
        for (int i = 0; i < _values.Length; i++)
            yield return new KeyValuePair<RecordKind, TValue>((RecordKind)i, _values[i]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
