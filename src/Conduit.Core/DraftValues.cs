using Conduit.Csv;

namespace Conduit;

/// <summary>Different values of the columns of a file, as far as it was looked at.</summary>
internal sealed class DraftValues(IReadOnlyList<string> headings)
{
    // Enough to tell a format of dates or a list of codes.
    private const int Most = 500;

    private readonly HashSet<string>[] _values = [.. headings.Select(_ => new HashSet<string>(StringComparer.Ordinal))];

    /// <summary>Takes the values of a row in.</summary>
    public void Add(in CsvRow row)
    {
        for (int i = 0; i < _values.Length; i++)
        {
            if (_values[i].Count < Most && row[i].ToString().Trim() is { Length: > 0 } value)
                _values[i].Add(value);
        }
    }

    /// <summary>The values of a column, none of them blank.</summary>
    public IReadOnlyCollection<string> Of(string heading)
    {
        for (int i = 0; i < headings.Count; i++)
        {
            if (headings[i] == heading)
                return _values[i];
        }
        return [];
    }
}
