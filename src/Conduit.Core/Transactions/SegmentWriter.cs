using System.Globalization;
using Conduit.Planning;

namespace Conduit.Transactions;

/// <summary>Appends to the newest segment and starts another when it has grown large. Holds the lock of the data folder.</summary>
internal sealed class SegmentWriter : ITransactionWriter
{
    private readonly FileTransactionLog _log;
    private readonly FileStream _lock;
    private readonly string _segments;
    private EntryWriter? _entries;
    private FileStream _stream;
    private int _segment;
    private bool _isBroken;

    public SegmentWriter(FileTransactionLog log, string segments, int newest)
    {
        _log = log;
        _segments = segments;
        _lock = TakeLock(log.Folder);
        try
        {
            _segment = Math.Max(1, newest);
            _stream = Open(_segment);
            CutTornTail();
        }
        catch
        {
            _stream?.Dispose();
            _lock.Dispose();
            throw;
        }
    }

    public LogPosition Position => new(_segment, _stream.Position);

    public void Append(TransactionEntry entry)
    {
        Begin();
        _entries ??= new EntryWriter();
        if (_stream.Position > (entry is RunStartedEntry ? _log.SmallestSegment : _log.LargestSegment) && _entries.MayBegin(entry))
            StartSegment();
        if (_stream.Position == 0)
            _stream.Write(_entries.Begin());
        _stream.Write(_entries.Compose(entry));
        _isBroken = false;
    }

    public ValueTask FlushAsync(CancellationToken cancellationToken = default)
    {
        Flush();
        return ValueTask.CompletedTask;
    }

    public PruneReport Prune(LogRetention retention, LogPosition needed, DateTimeOffset now)
    {
        Flush();
        SegmentChoice choice = SegmentChoice.Of([.. _log.Segments().Select(n => SegmentFacts.Of(_segments, n))], retention, needed, now);
        var report = new PruneReport
        {
            Segments = choice.Going.Count,
            Bytes = choice.Going.Sum(s => s.Bytes),
            Runs = choice.Going.Sum(s => s.Runs),
            HeldBack = choice.HeldBack,
            ReachesBackTo = choice.ReachesBackTo,
        };
        if (report.Segments == 0)
            return report;
        Append(new LogPrunedEntry(string.Create(CultureInfo.InvariantCulture, $"{now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}-prune"), now, choice.Going[^1].Number, report.Runs));
        Flush();
        // The oldest first: wherever this stops, what is left has no gap.
        foreach (SegmentFacts segment in choice.Going)
            PrivateFile.Delete(FileTransactionLog.SegmentPath(_segments, segment.Number));
        PrivateFile.FlushFolder(_segments);
        return report;
    }

    public ValueTask DisposeAsync()
    {
        _entries?.Dispose();
        try
        {
            _stream.Dispose();
        }
        finally
        {
            _lock.Dispose();
        }
        return ValueTask.CompletedTask;
    }

    private static FileStream TakeLock(string folder)
    {
        string path = Path.Combine(folder, "lock");
        try
        {
            return PrivateFile.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new DataFolderException($"The data folder {folder} is in use by another process. Wait until it has finished, or use another data folder.", exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new DataFolderException($"The data folder {folder} cannot be written. Give the process write access, or name another folder.", exception);
        }
    }

    private void Flush()
    {
        Begin();
        _stream.Flush(flushToDisk: true);
        _isBroken = false;
    }

    // After half a line nothing may be written: it would no longer be a torn tail, but a damaged line.
    private void Begin()
    {
        if (_isBroken)
            throw new IOException("The log could not be written before, so it takes no more in this run.");
        _isBroken = true;
    }

    private FileStream Open(int segment) => PrivateFile.Open(FileTransactionLog.SegmentPath(_segments, segment), FileMode.OpenOrCreate);

    private void StartSegment()
    {
        _stream.Flush(flushToDisk: true);
        _stream.Dispose();
        _segment++;
        _stream = Open(_segment);
        PrivateFile.FlushFolder(_segments);
    }

    // A line is whole or it was never flushed, and what was never flushed had no effect yet.
    private void CutTornTail()
    {
        long end = _stream.Length;
        var block = new byte[4096];
        while (end > 0)
        {
            int length = (int)Math.Min(block.Length, end);
            _stream.Position = end - length;
            _stream.ReadExactly(block, 0, length);
            int newline = block.AsSpan(0, length).LastIndexOf((byte)'\n');
            if (newline >= 0)
            {
                end = end - length + newline + 1;
                break;
            }
            end -= length;
        }
        _stream.SetLength(end);
        _stream.Position = end;
    }
}
