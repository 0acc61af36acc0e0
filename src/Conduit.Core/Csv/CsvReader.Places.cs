namespace Conduit.Csv;

/// <content>Going back and forth among the rows of a batch.</content>
public sealed partial class CsvReader
{
    /// <summary>The place among the rows of the batch, to come back to with <see cref="MoveTo"/> before the next <see cref="Read"/>.</summary>
    internal RowCursor Cursor => new(_current, _runIndex, _run, _rowsBefore);

    /// <summary>Goes back to a place in the same batch; the row that was the current one there is it again.</summary>
    internal void MoveTo(in RowCursor cursor)
    {
        _runIndex = cursor.RunIndex;
        _rowsBefore = cursor.RowsBefore;
        Walk(cursor.Run);
        _current = cursor.Current;
    }

    /// <summary>Passes rows of the batch as <see cref="TryRead"/> would, without looking at them; no more than there are.</summary>
    internal void Pass(int rows)
    {
        while (rows > 0)
        {
            int inRun = Math.Min(rows, _run.Rows - RowsOfRun);
            _current += inRun * _stride;
            rows -= inRun;
            if (rows > 0 && !NextRun())
                return;
        }
    }
}
