using System.Buffers;

namespace Conduit.Csv;

/// <summary>
/// Turns another feed's bytes into UTF-8. What cannot be decoded becomes the byte FF, which never occurs in UTF-8: the check that
/// every row passes anyway then finds it at its exact place, and the reader names it after the encoding.
/// </summary>
internal sealed class TranscodingFeed(CsvFeed source, Transcoder transcoder) : BufferedFeed
{
    private long _offsetOfData = source.OffsetOf(source.Start);

    public override long BytesRead => source.BytesRead;

    public override long OffsetOf(int index) => _offsetOfData + transcoder.SourceLength(Data.AsSpan(0, index));

    protected override void GivingUp(ReadOnlySpan<byte> bytes) => _offsetOfData += transcoder.SourceLength(bytes);

    protected override int ReadInto(Span<byte> destination)
    {
        while (true)
        {
            if (TryDecode(destination, out int written))
                return written;
            source.Fill();
        }
    }

    protected override async ValueTask<int> ReadIntoAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TryDecode(destination.Span, out int written))
                return written;
            await source.FillAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        source.Dispose();
    }

    /// <summary>False when the source has to bring more first.</summary>
    private bool TryDecode(Span<byte> destination, out int written)
    {
        ReadOnlySpan<byte> bytes = source.Data.AsSpan(source.Start, source.End - source.Start);
        OperationStatus status = transcoder.Decode(bytes, destination, source.IsFinal, out int consumed, out written);
        source.Start += consumed;
        return written > 0 || status == OperationStatus.DestinationTooSmall || (source.IsFinal && source.Start == source.End);
    }
}
