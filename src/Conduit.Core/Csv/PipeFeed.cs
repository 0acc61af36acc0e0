using System.Buffers;
using System.IO.Pipelines;

namespace Conduit.Csv;

/// <summary>Copies what a pipe brings into one run of bytes, so that rows cross the borders of its segments unseen.</summary>
internal sealed class PipeFeed(PipeReader pipe) : BufferedFeed
{
    protected override int ReadInto(Span<byte> destination) =>
        throw new NotSupportedException("A pipe can only be read asynchronously: call ReadAsync.");

    protected override ValueTask<int> ReadIntoAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        ValueTask<ReadResult> read = pipe.ReadAsync(cancellationToken);
        return read.IsCompletedSuccessfully && TryTake(read.Result, destination.Span, out int count)
            ? new ValueTask<int>(count)
            : Awaited(read.IsCompletedSuccessfully ? pipe.ReadAsync(cancellationToken) : read, destination, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        pipe.Complete();
    }

    private async ValueTask<int> Awaited(ValueTask<ReadResult> read, Memory<byte> destination, CancellationToken cancellationToken)
    {
        int count;
        while (!TryTake(await read.ConfigureAwait(false), destination.Span, out count))
            read = pipe.ReadAsync(cancellationToken);
        return count;
    }

    /// <summary>False for a read that brought nothing and is not the last, which a pipe may do.</summary>
    private bool TryTake(in ReadResult result, Span<byte> destination, out int count)
    {
        ReadOnlySequence<byte> buffer = result.Buffer;
        count = (int)Math.Min(buffer.Length, destination.Length);
        buffer.Slice(0, count).CopyTo(destination);
        pipe.AdvanceTo(buffer.GetPosition(count));
        if (count == 0 && result.IsCanceled)
            throw new OperationCanceledException("The pending read of the pipe was cancelled.");
        return count > 0 || result.IsCompleted;
    }
}
