using System.Buffers;
using System.Text.Json;
using Conduit.Records;

namespace Conduit.Planning;

/// <summary>
/// Takes the changes of a plan while it is made. Objects are made lines and written on a thread of their own where there is a second core; lines that are ready are handed out, for whoever made
/// them to write. Changes of one kind stand in the order in which they came.
/// </summary>
internal sealed class ChangeSpool : IDisposable
{
    private readonly SpoolFiles _files;
    private readonly ArrayBufferWriter<byte> _line = new(4096);
    private readonly Utf8JsonWriter _json;
    private readonly ValueList<SpooledLine>[] _lines;
    private SpoolQueue? _queue;
    private Task _writing = Task.CompletedTask;
    private SpoolPiece? _piece;
    // Lines that are taken, and such as were handed out to be written.
    private LineRuns _pending = new();
    private LineRuns _handedOut = new();
    private long _keptLength;
    private long _goneLength;

    /// <param name="path">The file of the changes that remove nothing; that of the others stands beside it.</param>
    /// <param name="room">How much room is left before the first change.</param>
    public ChangeSpool(string path, int room)
    {
        _files = new SpoolFiles(path, room);
        _keptLength = room;
        _lines = RecordKinds.Each(_ => new ValueList<SpooledLine>());
        _json = new Utf8JsonWriter(_line, new JsonWriterOptions { SkipValidation = true });
    }

    /// <summary>Takes a change. What goes wrong with the file is told by a later call.</summary>
    public void Add(Change change)
    {
        Flush();
        if (Environment.ProcessorCount == 1)
        {
            Write(change);
            return;
        }
        Piece().Add(change);
        HandOver(onlyFull: true);
    }

    /// <summary>Takes the line of a change that was never made an object. It must stay where it is until it is <see cref="Write(LineRuns)">written</see>, or a change is added.</summary>
    public void Add(RecordKind kind, ChangeAction action, Utf8Buffer lines, int start, int length)
    {
        // Lines are ready, so nobody need be woken to write them, unless changes wait before them.
        if (_piece is not null || _queue?.IsIdle is false)
        {
            Piece().Add(kind, action, lines[start, length]);
            HandOver(onlyFull: true);
            return;
        }
        bool isRemoval = action.IsRemoval();
        _pending.Add(kind, isRemoval, lines, start, length);
        Note(kind, isRemoval, length);
    }

    /// <summary>Hands out the lines that were taken, for <see cref="Write(LineRuns)"/>. Until then no change may be added, and no lines handed out.</summary>
    public LineRuns HandOut()
    {
        (_pending, _handedOut) = (_handedOut, _pending);
        return _handedOut;
    }

    /// <summary>Writes lines that were handed out, on whatever thread.</summary>
    public void Write(LineRuns lines) => lines.WriteTo(_files);

    /// <summary>Waits until every change is written. Nothing can be added afterwards.</summary>
    /// <returns>The lines of every kind, and the files that they stand in.</returns>
    public (ValueList<SpooledLine>[] Lines, SpoolFiles Files) Complete()
    {
        Flush();
        if (_queue is not null)
        {
            HandOver(onlyFull: false);
            _queue.End();
            _writing.GetAwaiter().GetResult();
        }
        return (_lines, _files);
    }

    public void Dispose()
    {
        _queue?.End();
        // The file must not be closed under the hands of whoever writes it.
        _writing.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait(CancellationToken.None);
        _queue?.Dispose();
        _json.Dispose();
        _files.Dispose();
    }

    private void Flush() => _pending.WriteTo(_files);

    private SpoolPiece Piece()
    {
        if (_queue is null)
        {
            _queue = new SpoolQueue();
            _writing = Task.Factory.StartNew(WriteAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        return _piece ??= _queue.Rent(ThrowIfStopped);
    }

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
            Write(piece);
            _queue.Return(piece);
        }
    }

    // Lines that follow one another and go to the same file are written where they lie.
    private void Write(SpoolPiece piece)
    {
        ReadOnlySpan<byte> lines = piece.Lines;
        (RecordKind kind, bool areRemovals, int run) = (default, false, 0);
        foreach (SpoolItem item in piece.Items)
        {
            if (run > 0 && (item.Change is not null || item.Kind != kind || item.Action.IsRemoval() != areRemovals))
            {
                _files.Write(kind, areRemovals, lines[..run]);
                lines = lines[run..];
                run = 0;
            }
            if (item.Change is { } change)
            {
                Write(change);
                continue;
            }
            (kind, areRemovals) = (item.Kind, item.Action.IsRemoval());
            run += item.Length;
            Note(kind, areRemovals, item.Length);
        }
        if (run > 0)
            _files.Write(kind, areRemovals, lines[..run]);
    }

    private void Write(Change change)
    {
        _line.ResetWrittenCount();
        _line.Write([(byte)PlanLine.Change]);
        _json.Reset(_line);
        ChangeJson.Write(_json, change);
        _json.Flush();
        _line.Write("\n"u8);
        Write(change.Kind, change.Action, _line.WrittenSpan);
    }

    private void Write(RecordKind kind, ChangeAction action, ReadOnlySpan<byte> line)
    {
        bool isRemoval = action.IsRemoval();
        _files.Write(kind, isRemoval, line);
        Note(kind, isRemoval, line.Length);
    }

    private void Note(RecordKind kind, bool isRemoval, int length)
    {
        ref long end = ref isRemoval ? ref _goneLength : ref _keptLength;
        _lines[(int)kind].Add(new SpooledLine(end, length));
        end += length;
    }
}
