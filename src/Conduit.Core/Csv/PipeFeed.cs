using System.Buffers;
using System.IO.Pipelines;

namespace Conduit.Csv;

/// <summary>Copies what a pipe brings into one run of bytes, so that rows cross the borders of its segments unseen.</summary>
internal sealed class PipeFeed(PipeReader pipe) : BufferedFeed
{
    protected override int ReadInto(Span<byte> destination) =>
        throw new NotSupportedException("A pipe can only be read asynchronously: call ReadAsync.");

    protected override async ValueTask<int> ReadIntoAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        while (true)
        {
            ReadResult result = await pipe.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (result.IsCanceled)
                throw new OperationCanceledException("The pipe's pending read was cancelled.", cancellationToken);
            ReadOnlySequence<byte> buffer = result.Buffer;
            int count = (int)Math.Min(buffer.Length, destination.Length);
            buffer.Slice(0, count).CopyTo(destination.Span);
            pipe.AdvanceTo(buffer.GetPosition(count));
            if (count > 0 || result.IsCompleted)
                return count;
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        pipe.Complete();
    }
}
