namespace Conduit.Reconciliation;

/// <summary>The rows of deltas, by record, in order: they act one after the other, so they are decided when all are there.</summary>
internal sealed class DeltaRows
{
    private readonly Dictionary<int, List<MappedRow>> _rows = [];

    public void Add(int target, MappedRow row)
    {
        if (!_rows.TryGetValue(target, out List<MappedRow>? rows))
            _rows.Add(target, rows = []);
        rows.Add(row);
    }

    public void ForEach(Action<int, List<MappedRow>> decide)
    {
        foreach ((int target, List<MappedRow> rows) in _rows)
            decide(target, rows);
    }
}
