using System.Buffers;

namespace Conduit.Csv;

/// <summary>A feed with one reused buffer, which grows only for a row that does not fit.</summary>
internal abstract class BufferedFeed : CsvFeed
{
    private long _offsetOfData;

    protected BufferedFeed(int size = ReadSize) => Data = ArrayPool<byte>.Shared.Rent(size);

    /// <summary>How many bytes were put into the buffer so far.</summary>
    protected long BytesBuffered { get; private set; }

    public override long BytesRead => BytesBuffered;

    public override long OffsetOf(int index) => _offsetOfData + index;

    public override void Fill()
    {
        MakeRoom();
        Took(ReadInto(Data.AsSpan(End)));
    }

    public override ValueTask FillAsync(CancellationToken cancellationToken)
    {
        MakeRoom();
        ValueTask<int> read = ReadIntoAsync(Data.AsMemory(End), cancellationToken);
        if (!read.IsCompletedSuccessfully)
            return Awaited(read);
        Took(read.Result);
        return default;
    }

    /// <summary>Copies bytes of the input; 0 only at its end.</summary>
    protected abstract int ReadInto(Span<byte> destination);

    /// <summary>As <see cref="ReadInto"/>, without holding the thread.</summary>
    protected abstract ValueTask<int> ReadIntoAsync(Memory<byte> destination, CancellationToken cancellationToken);

    /// <summary>Called before the bytes up to <see cref="CsvFeed.Start"/> are given up.</summary>
    protected virtual void GivingUp(ReadOnlySpan<byte> bytes) => _offsetOfData += bytes.Length;

    protected override void Dispose(bool disposing)
    {
        byte[] data = Data;
        Data = [];
        Start = End = 0;
        IsFinal = true;
        if (data.Length > 0)
            ArrayPool<byte>.Shared.Return(data);
    }

    private async ValueTask Awaited(ValueTask<int> read) => Took(await read.ConfigureAwait(false));

    private void Took(int count)
    {
        End += count;
        BytesBuffered += count;
        IsFinal = count == 0;
    }

    private void MakeRoom()
    {
        int rest = End - Start;
        GivingUp(Data.AsSpan(0, Start));
        if (rest > Data.Length / 2)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Data.Length * 2);
            Data.AsSpan(Start, rest).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(Data);
            Data = larger;
        }
        else if (Start > 0)
        {
            Data.AsSpan(Start, rest).CopyTo(Data);
        }

        Start = 0;
        End = rest;
    }
}
