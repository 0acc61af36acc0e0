using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using Conduit.Planning;

namespace Conduit.Transactions;

/// <summary>
/// Makes lines of entries. What the changes of a run have in common is said once in a segment; the outcome of a change stands at
/// the place that the change has in its batch.
/// </summary>
internal sealed class EntryWriter : IDisposable
{
    private readonly ArrayBufferWriter<byte> _lines = new(4096);
    private readonly Utf8JsonWriter _json;
    private readonly Dictionary<ChangeShape, (int Number, ShapeColumn[] Columns)> _shapes = [];
    private readonly Dictionary<int, BatchOrder> _batches = [];
    private (int Number, ShapeColumn[] Columns) _last;
    private ChangeShape _lastShape;
    private string? _run;
    private DateTimeOffset _at;
    private int _batch;

    public EntryWriter() => _json = new Utf8JsonWriter(_lines, new JsonWriterOptions { SkipValidation = true });

    /// <summary>Whether an entry may stand first in a segment.</summary>
    public bool MayBegin(TransactionEntry entry) => entry is RunStartedEntry || entry is IntentEntry intent && (intent.Batch != _batch || intent.RunId != _run);

    /// <summary>The line that a segment begins with: it stands on its own, whatever becomes of the segments before it.</summary>
    public ReadOnlySpan<byte> Begin()
    {
        _lines.ResetWrittenCount();
        Forget();
        Line(EntryJson.WriteSegment, (_run, _at));
        return _lines.WrittenSpan;
    }

    /// <summary>The lines of an entry; valid until the next is asked for.</summary>
    public ReadOnlySpan<byte> Compose(TransactionEntry entry)
    {
        _lines.ResetWrittenCount();
        switch (entry)
        {
            case IntentEntry intent:
                Compose(intent);
                break;
            case OutcomeEntry outcome:
                Line(WriteOutcome, outcome);
                break;
            default:
                Line(EntryJson.Write, entry);
                break;
        }
        if (entry is RunStartedEntry or RunEndedEntry)
        {
            Forget();
            _batches.Clear();
        }
        (_run, _at) = (entry.RunId, entry.At);
        return _lines.WrittenSpan;
    }

    public void Dispose() => _json.Dispose();

    private void Forget()
    {
        _shapes.Clear();
        _lastShape = default;
        _batch = 0;
    }

    private void Compose(IntentEntry intent)
    {
        if (intent.Batch != _batch || intent.RunId != _run)
        {
            Line(EntryJson.WriteBatch, intent);
            _batch = intent.Batch;
            _batches.TryAdd(intent.Batch, new BatchOrder());
        }
        ChangeShape shape = ChangeShape.Of(intent.Change);
        if (shape != _lastShape)
        {
            if (!_shapes.TryGetValue(shape, out _last))
            {
                _last = (_shapes.Count + 1, shape.Columns());
                _shapes.Add(shape, _last);
                ShapeJson.Write(Start(), _last.Number, shape, _last.Columns);
                End();
            }
            _lastShape = shape;
        }
        ShapeJson.Write(Start(), _last.Number, _last.Columns, intent.Change);
        End();
        _batches[intent.Batch].Ids.Add(intent.Change.Id);
    }

    private void WriteOutcome(Utf8JsonWriter writer, OutcomeEntry outcome)
    {
        BatchOrder? batch = outcome.RunId == _run ? _batches.GetValueOrDefault(outcome.Batch) : null;
        EntryJson.WriteOutcomeHead(writer, outcome);
        int last = 0;
        foreach (ChangeResult result in outcome.Results)
        {
            int number = batch?.NumberOf(result.Id, last + 1) ?? 0;
            ResultJson.Write(writer, result, number, isNext: number == last + 1 && number > 0);
            last = number > 0 ? number : last;
        }
        EntryJson.WriteOutcomeTail(writer);
        if (batch is not null && (batch.Closed += outcome.Results.Count) >= batch.Ids.Count)
            _batches.Remove(outcome.Batch);
    }

    private Utf8JsonWriter Start()
    {
        _json.Reset(_lines);
        return _json;
    }

    private void End()
    {
        _json.Flush();
        _lines.Write("\n"u8);
    }

    private void Line<T>(Action<Utf8JsonWriter, T> write, T item)
    {
        write(Start(), item);
        End();
    }

    // Results come in the order of their changes, nearly always.
    private sealed class BatchOrder
    {
        private Dictionary<ChangeId, int>? _numbers;

        public List<ChangeId> Ids { get; } = [];

        public int Closed { get; set; }

        /// <summary>The number of a change from 1; 0 when the batch has no such change.</summary>
        public int NumberOf(ChangeId id, int guess)
        {
            if (guess <= Ids.Count && Ids[guess - 1] == id)
                return guess;
            if (_numbers is null)
            {
                _numbers = new Dictionary<ChangeId, int>(Ids.Count);
                ReadOnlySpan<ChangeId> ids = CollectionsMarshal.AsSpan(Ids);
                for (int i = 0; i < ids.Length; i++)
                    _numbers[ids[i]] = i + 1;
            }
            return _numbers.GetValueOrDefault(id);
        }
    }
}
