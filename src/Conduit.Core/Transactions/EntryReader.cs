using System.Buffers;
using System.Text.Json;
using Conduit.Planning;

namespace Conduit.Transactions;

/// <summary>
/// Makes entries of lines, of this format and of those before it. Remembers what lines refer to: the run, the shapes of changes, and
/// the order of the changes of every batch under way.
/// </summary>
internal sealed class EntryReader
{
    private readonly Dictionary<int, ReadShape> _shapes = [];
    private readonly Dictionary<int, ReadBatch> _batches = [];
    private readonly ArrayBufferWriter<byte> _scratch = new(1024);
    private string _run = "";
    private DateTimeOffset _at;
    private int _batch;

    /// <summary>Reads a line.</summary>
    /// <returns>Null when the line is no entry of its own: it tells of those to come.</returns>
    /// <exception cref="JsonException">The line is damaged.</exception>
    /// <exception cref="DataFolderException">The line is of a newer format.</exception>
    public TransactionEntry? Read(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        if (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
            return ReadIntent(ref reader);
        switch (EntryJson.TypeOf(line))
        {
            case "shape":
                (int number, ReadShape shape) = ShapeJson.Read(ref reader);
                _shapes[number] = shape;
                return null;
            case "segment":
                (_run, _at, _) = EntryJson.ReadContext(ref reader, _run, _at);
                return null;
            case "batch":
                (_run, _at, _batch) = EntryJson.ReadContext(ref reader, _run, _at);
                _batches.TryAdd(_batch, new ReadBatch());
                return null;
        }
        TransactionEntry entry = EntryJson.Read(line, _run, _at, _batches.GetValueOrDefault);
        if (entry is RunStartedEntry or RunEndedEntry)
        {
            _batches.Clear();
            _shapes.Clear();
        }
        if (entry is OutcomeEntry outcome && _batches.TryGetValue(outcome.Batch, out ReadBatch? batch) && (batch.Closed += outcome.Results.Count) >= batch.Ids.Count)
            _batches.Remove(outcome.Batch);
        (_run, _at) = (entry.RunId, entry.At);
        return entry;
    }

    /// <summary>A line was damaged: places in the batch at hand can no longer be told.</summary>
    public void LoseCount()
    {
        if (_batches.TryGetValue(_batch, out ReadBatch? batch))
            batch.IsBroken = true;
    }

    private IntentEntry ReadIntent(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (!_shapes.TryGetValue(reader.GetInt32(), out ReadShape? shape))
            throw new JsonException("A change has a shape that the log does not tell.");
        Change change = shape.Read(ref reader, _scratch);
        if (_batches.TryGetValue(_batch, out ReadBatch? batch))
            batch.Ids.Add(change.Id);
        return new IntentEntry(_run, _at, _batch, change);
    }
}
