using System.Diagnostics.CodeAnalysis;

namespace Conduit.Csv;

/// <summary>The names of the columns, as the first row states them. They are neither trimmed nor folded.</summary>
public sealed class CsvHeader
{
    private readonly string[] _names;
    private readonly Dictionary<string, int> _exact;
    private readonly Dictionary<string, int> _ignoringCase;

    internal CsvHeader(string[] names, bool isDamaged)
    {
        _names = names;
        IsDamaged = isDamaged;
        _exact = new Dictionary<string, int>(names.Length, StringComparer.Ordinal);
        _ignoringCase = new Dictionary<string, int>(names.Length, StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < names.Length; i++)
        {
            // The first column of a name is the one that counts; the second is an issue.
            _exact.TryAdd(names[i], i);
            _ignoringCase.TryAdd(names[i], i);
        }
    }

    /// <summary>The header of an input that has none, or whose first row has not been read yet.</summary>
    internal static CsvHeader None { get; } = new([], isDamaged: false);

    /// <summary>How many columns the header names; 0 without a header.</summary>
    public int Count => _names.Length;

    /// <summary>The names in the order of the file. A column without a heading has an empty name.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>
    /// Whether the header row itself could not be read as it should (a quote that never closes, bytes that are no text, a limit
    /// passed). The issues say why. Duplicate or empty headings are issues, but no damage.
    /// </summary>
    public bool IsDamaged { get; }

    /// <summary>The name of a column.</summary>
    /// <param name="index">The column, counted from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    public string this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, _names.Length);
            return _names[index];
        }
    }

    /// <summary>
    /// Finds the column with this name: the first that is exactly so called, else the first that differs only in case.
    /// </summary>
    /// <param name="name">The name looked for. An empty name finds nothing.</param>
    /// <param name="index">The column, counted from 0; -1 when there is none.</param>
    /// <returns>Whether there is such a column.</returns>
    public bool TryGetIndex([NotNullWhen(true)] string? name, out int index)
    {
        if (!string.IsNullOrEmpty(name) && (_exact.TryGetValue(name, out index) || _ignoringCase.TryGetValue(name, out index)))
            return true;
        index = -1;
        return false;
    }

    /// <summary>Finds the column with this name, as <see cref="TryGetIndex"/> does.</summary>
    /// <param name="name">The name looked for.</param>
    /// <returns>The column, counted from 0; -1 when there is none.</returns>
    public int IndexOf(string? name) => TryGetIndex(name, out int index) ? index : -1;
}
