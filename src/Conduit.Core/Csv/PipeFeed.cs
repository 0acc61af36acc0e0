using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.InteropServices;

namespace Conduit.Csv;

/// <summary>
/// Parses the segments of a pipe where they lie. Only the row that crosses from one segment into the next is copied together, with a little of what follows it.
/// </summary>
internal sealed class PipeFeed(PipeReader pipe) : CsvFeed
{
    private const int Stitch = 1 << 12;
    private byte[] _own = [];
    private ReadOnlySequence<byte> _unread; // from the first byte that has not been parsed
    private long _offset; // of that byte in the input
    private int _origin; // where it lies in Data
    private bool _isRead;
    private bool _isCompleted;

    public override long BytesRead => _offset + _unread.Length;

    public override long OffsetOf(int index) => _offset + index - _origin;

    public override void Fill() => throw new NotSupportedException("A pipe can only be read asynchronously: call ReadAsync.");

    public override ValueTask FillAsync(CancellationToken cancellationToken)
    {
        GiveUpParsed();
        if (_isRead && (_unread.Length > End - Start || _isCompleted))
        {
            Show();
            return default;
        }

        KeepRest();
        ValueTask<ReadResult> read = pipe.ReadAsync(cancellationToken);
        if (!read.IsCompletedSuccessfully)
            return Awaited(read);
        Take(read.Result);
        return default;
    }

    protected override void Dispose(bool disposing)
    {
        Data = [];
        Start = End = 0;
        _unread = default;
        if (_own.Length > 0)
            ArrayPool<byte>.Shared.Return(_own);
        _own = [];
        pipe.Complete();
    }

    private async ValueTask Awaited(ValueTask<ReadResult> read) => Take(await read.ConfigureAwait(false));

    private void GiveUpParsed()
    {
        int parsed = Start - _origin;
        _offset += parsed;
        _origin = Start;
        if (_isRead)
            _unread = _unread.Slice(parsed);
    }

    /// <summary>Gives the segments back to the pipe; what has not been parsed must not be looked for in them until they come again.</summary>
    private void KeepRest()
    {
        if (!_isRead)
            return;
        CopyOwn(End - Start);
        pipe.AdvanceTo(_unread.Start, _unread.End);
        _unread = default;
        _isRead = false;
    }

    private void Take(in ReadResult result)
    {
        _unread = result.Buffer;
        _isRead = true;
        _isCompleted = result.IsCompleted;
        if (result.IsCanceled && _unread.Length == End - Start)
            throw new OperationCanceledException("The pipe's pending read was cancelled.");
        Show();
    }

    /// <summary>Puts in front of the parser what it has not seen whole.</summary>
    private void Show()
    {
        int rest = End - Start;
        if (_unread.First.Length > rest && MemoryMarshal.TryGetArray(_unread.First, out ArraySegment<byte> segment))
        {
            Data = segment.Array!;
            Start = _origin = segment.Offset;
            End = segment.Offset + segment.Count;
            IsFinal = _isCompleted && _unread.Length == segment.Count;
            return;
        }

        int wanted = _unread.First.Length > rest ? ReadSize : Stitch;
        CopyOwn((int)Math.Min(_unread.Length, Math.Max(rest + (long)wanted, rest * 2L)));
        IsFinal = _isCompleted && _unread.Length == End;
    }

    private void CopyOwn(int count)
    {
        byte[] target = _own;
        if (target.Length < count)
            target = ArrayPool<byte>.Shared.Rent(Math.Max(count, Stitch * 2));
        _unread.Slice(0, count).CopyTo(target);
        if (_own.Length > 0 && !ReferenceEquals(target, _own))
            ArrayPool<byte>.Shared.Return(_own);
        _own = Data = target;
        Start = _origin = 0;
        End = count;
    }
}
