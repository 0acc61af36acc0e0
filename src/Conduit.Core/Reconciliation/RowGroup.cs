using Conduit.Planning;
using Conduit.Records;

namespace Conduit.Reconciliation;

/// <summary>All rows of one key, when there is more than one.</summary>
internal sealed class RowGroup
{
    private readonly List<(RowPlace Place, MappedRow Row)> _rows = [];

    public void Add(RowPlace place, MappedRow row) => _rows.Add((place, row));

    /// <summary>The rows in the order of the feeds.</summary>
    public List<MappedRow> InOrder()
    {
        _rows.Sort((left, right) => left.Place.Feed != right.Place.Feed ? left.Place.Feed.CompareTo(right.Place.Feed) : left.Place.Row.CompareTo(right.Place.Row));
        return [.. _rows.Select(r => r.Row)];
    }

    /// <summary>The rows' supports, each once.</summary>
    public static IReadOnlyList<RowSupport> Supports(IEnumerable<MappedRow> rows) => [.. rows.Where(r => r.IsSupport).Select(r => r.Support).Distinct()];

    /// <summary>What the rows state together.</summary>
    /// <param name="rows">The rows, in order.</param>
    /// <param name="reconciler">The kind.</param>
    /// <param name="clash">Called for each row that differs from what the rows before it state, with the names of the fields.</param>
    /// <param name="repeat">Called for each row that adds nothing.</param>
    public static RosterRecord Merge(IReadOnlyList<MappedRow> rows, KindReconciler reconciler, Action<MappedRow, string> clash, Action<MappedRow> repeat)
    {
        RosterRecord merged = rows[0].Record;
        for (int i = 1; i < rows.Count; i++)
        {
            RosterRecord before = merged;
            IEnumerable<string> clashes = reconciler.Merge(ref merged, rows[i].Record).Select(f => f.Name)
                .Concat(rows[i].Record.Custom.Where(c => before.Custom[c.Key] is { } first && first != c.Value).Select(c => RecordFields.CustomPrefix + c.Key));
            string names = string.Join(", ", clashes);
            if (names.Length > 0)
                clash(rows[i], names);
            else if (merged.SameAs(before))
                repeat(rows[i]);
        }
        return merged;
    }
}
