using System.Buffers;
using System.Text.Json;
using Conduit.Records;

namespace Conduit.Planning;

/// <summary>
/// Gives changes their ids and writes their lines to a file, on a thread of its own where there is a second core: that costs as much
/// as finding them. Changes of one kind stand in the order in which they came.
/// </summary>
internal sealed class ChangeSpool : IDisposable
{
    private readonly FileStream _file;
    private readonly ArrayBufferWriter<byte> _line = new(4096);
    private readonly Utf8JsonWriter _json;
    private readonly Utf8Buffer _plainLine = new(1024);
    private readonly Utf8Buffer _scratch = new(1024);
    private readonly ValueList<SpooledLine>[] _lines;
    private readonly SpoolQueue? _queue;
    private readonly Task _writing = Task.CompletedTask;
    private SpoolPiece? _piece;
    private long _length;

    public ChangeSpool(string path)
    {
        _file = PrivateFile.Open(path, FileMode.Create);
        _lines = RecordKinds.Each(_ => new ValueList<SpooledLine>());
        _json = new Utf8JsonWriter(_line, new JsonWriterOptions { SkipValidation = true });
        if (Environment.ProcessorCount == 1)
            return;
        _queue = new SpoolQueue();
        _writing = Task.Factory.StartNew(WriteAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Takes a change. What goes wrong with the file is told by a later call.</summary>
    public void Add(Change change)
    {
        if (_queue is null)
        {
            Write(change);
            return;
        }
        Piece().Add(change);
        HandOver(onlyFull: true);
    }

    /// <summary>Takes a change that was never made an object.</summary>
    public void Add(in PlainChange change)
    {
        if (_queue is null)
        {
            Write(change);
            return;
        }
        Piece().Add(change);
        HandOver(onlyFull: true);
    }

    /// <summary>Waits until every change is written. Nothing can be added afterwards.</summary>
    /// <returns>The lines of every kind, and the file that they stand in.</returns>
    public (ValueList<SpooledLine>[] Lines, FileStream File) Complete()
    {
        if (_queue is not null)
        {
            HandOver(onlyFull: false);
            _queue.End();
            _writing.GetAwaiter().GetResult();
        }
        _file.Flush();
        return (_lines, _file);
    }

    public void Dispose()
    {
        _queue?.End();
        // The file must not be closed under the hands of whoever writes it.
        _writing.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait(CancellationToken.None);
        _queue?.Dispose();
        _json.Dispose();
        _file.Dispose();
    }

    private SpoolPiece Piece() => _piece ??= _queue!.Rent(ThrowIfStopped);

    private void HandOver(bool onlyFull)
    {
        if (_piece is null || (onlyFull && !_piece.IsFull))
            return;
        ThrowIfStopped();
        _queue!.Give(_piece);
        _piece = null;
    }

    // The writer has stopped before its time only when it failed.
    private void ThrowIfStopped()
    {
        if (_writing.IsCompleted)
            _writing.GetAwaiter().GetResult();
    }

    private void WriteAll()
    {
        while (_queue!.Take() is { } piece)
        {
            ReadOnlySpan<byte> plain = piece.Plain;
            foreach (Change? change in piece.Changes)
            {
                if (change is null)
                    Write(PlainChangeJson.Take(ref plain));
                else
                    Write(change);
            }
            _queue.Return(piece);
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
        Write(change.Kind, _line.WrittenSpan);
    }

    private void Write(in PlainChange change)
    {
        _plainLine.Clear();
        PlainChangeJson.Write(change, _scratch, _plainLine);
        Write(change.Kind, _plainLine.Written);
    }

    private void Write(RecordKind kind, ReadOnlySpan<byte> line)
    {
        _file.Write(line);
        _lines[(int)kind].Add(new SpooledLine(_length, line.Length));
        _length += line.Length;
    }
}
