using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;

namespace Conduit.Planning;

/// <summary>
/// Gives changes their ids and writes their lines to a file, on a thread of its own where there is a second core: that costs as much
/// as finding them. Changes of one kind stand in the order in which they came.
/// </summary>
internal sealed class ChangeSpool : IDisposable
{
    private const int ChangesInPiece = 256;
    private const int Pieces = 8;

    private readonly FileStream _file;
    private readonly ArrayBufferWriter<byte> _line = new(4096);
    private readonly Utf8JsonWriter _json;
    private readonly List<SpooledLine>[] _lines;
    private readonly BlockingCollection<List<Change>>? _pieces;
    private readonly Task _writing = Task.CompletedTask;
    private List<Change> _piece = new(ChangesInPiece);
    private long _length;

    public ChangeSpool(string path, int kinds)
    {
        _file = PrivateFile.Open(path, FileMode.Create);
        _lines = [.. Enumerable.Range(0, kinds).Select(_ => new List<SpooledLine>())];
        _json = new Utf8JsonWriter(_line, new JsonWriterOptions { SkipValidation = true });
        if (Environment.ProcessorCount == 1)
            return;
        _pieces = new BlockingCollection<List<Change>>(Pieces);
        _writing = Task.Factory.StartNew(WriteAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Takes a change. What goes wrong with the file is told by a later call.</summary>
    public void Add(Change change)
    {
        if (_pieces is null)
        {
            Write(change);
            return;
        }
        _piece.Add(change);
        if (_piece.Count == ChangesInPiece)
            HandOver();
    }

    /// <summary>Waits until every change is written. Nothing can be added afterwards.</summary>
    /// <returns>The lines of every kind, and the file that they stand in.</returns>
    public (List<SpooledLine>[] Lines, FileStream File) Complete()
    {
        if (_pieces is not null)
        {
            HandOver();
            _pieces.CompleteAdding();
            _writing.GetAwaiter().GetResult();
        }
        _file.Flush();
        return (_lines, _file);
    }

    public void Dispose()
    {
        _pieces?.CompleteAdding();
        // The file must not be closed under the hands of whoever writes it.
        _writing.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait(CancellationToken.None);
        _pieces?.Dispose();
        _json.Dispose();
        _file.Dispose();
    }

    private void HandOver()
    {
        // The writer has stopped before its time only when it failed.
        while (!_pieces!.TryAdd(_piece, TimeSpan.FromMilliseconds(100)))
        {
            if (_writing.IsCompleted)
                _writing.GetAwaiter().GetResult();
        }
        _piece = new List<Change>(ChangesInPiece);
    }

    private void WriteAll()
    {
        foreach (List<Change> piece in _pieces!.GetConsumingEnumerable())
        {
            foreach (Change change in piece)
                Write(change);
        }
    }

    private void Write(Change change)
    {
        if (change.Id == default)
            change.Identify(ChangeJson.Identify(change.Key, change.Action, change.Before, change.After, _json, _line));
        _line.ResetWrittenCount();
        _line.Write([(byte)PlanLine.Change]);
        _json.Reset(_line);
        ChangeJson.Write(_json, change);
        _json.Flush();
        _line.Write("\n"u8);
        _file.Write(_line.WrittenSpan);
        _lines[(int)change.Kind].Add(new SpooledLine(_length, _line.WrittenCount));
        _length += _line.WrittenCount;
    }
}
