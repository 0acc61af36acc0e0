using System.Collections;

namespace Conduit.Records;

/// <summary>
/// Custom profile fields by short name, sorted, immutable and equal by value. A name that stands here is stated; its value
/// may be empty. Names match without regard to case, as LMSs hold them.
/// </summary>
public sealed class CustomFields : IEquatable<CustomFields>, IReadOnlyCollection<KeyValuePair<string, string>>
{
    private readonly KeyValuePair<string, string>[] _items;

    private CustomFields(KeyValuePair<string, string>[] items) => _items = items;

    /// <summary>No custom field.</summary>
    public static CustomFields None { get; } = new([]);

    /// <inheritdoc />
    public int Count => _items.Length;

    /// <summary>The value of a field; null when it is not stated.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (KeyValuePair<string, string> item in _items)
            {
                if (string.Equals(item.Key, name, StringComparison.OrdinalIgnoreCase))
                    return item.Value;
            }
            return null;
        }
    }

    /// <summary>Makes a map; of a name given twice the last value counts.</summary>
    public static CustomFields Of(IEnumerable<KeyValuePair<string, string>> items)
    {
        var sorted = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (KeyValuePair<string, string> item in items)
            sorted[item.Key] = item.Value ?? "";
        return sorted.Count == 0 ? None : new CustomFields([.. sorted]);
    }

    /// <summary>This map with another laid over it.</summary>
    public CustomFields With(CustomFields other) => other.Count == 0 ? this : Count == 0 ? other : Of(this.Concat(other));

    /// <summary>This map without one field.</summary>
    public CustomFields Without(string name) => this[name] is null
        ? this
        : Of(_items.Where(i => !string.Equals(i.Key, name, StringComparison.OrdinalIgnoreCase)));

    /// <inheritdoc />
    public bool Equals(CustomFields? other)
    {
        if (other is null || other._items.Length != _items.Length)
            return false;
        for (int i = 0; i < _items.Length; i++)
        {
            if (!string.Equals(_items[i].Key, other._items[i].Key, StringComparison.OrdinalIgnoreCase) || _items[i].Value != other._items[i].Value)
                return false;
        }
        return true;
    }

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as CustomFields);

    /// <inheritdoc />
    public override int GetHashCode() => _items.Length == 0 ? 0 : HashCode.Combine(_items.Length, _items[0].Value);

    /// <inheritdoc />
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, string>>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
