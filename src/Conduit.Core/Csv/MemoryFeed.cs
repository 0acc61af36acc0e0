namespace Conduit.Csv;

/// <summary>Parses an array where it lies, a piece at a time, so that the parser's own tables stay small.</summary>
internal sealed class MemoryFeed : CsvFeed
{
    private readonly int _origin;
    private readonly int _limit;
    private readonly int _piece;

    public MemoryFeed(ArraySegment<byte> bytes, int piece = ReadSize)
    {
        _piece = piece;
        _origin = bytes.Offset;
        _limit = bytes.Offset + bytes.Count;
        Data = bytes.Array ?? [];
        Start = End = _origin;
    }

    public override long BytesRead => End - _origin;

    public override long OffsetOf(int index) => index - _origin;

    public override void Fill()
    {
        // A row that did not fit into the piece before gets one twice as long.
        int size = Math.Max(_piece, End - Start > int.MaxValue / 2 ? int.MaxValue : (End - Start) * 2);
        End = _limit - Start > size ? Start + size : _limit;
        IsFinal = End == _limit;
    }

    public override ValueTask FillAsync(CancellationToken cancellationToken)
    {
        Fill();
        return default;
    }

    protected override void Dispose(bool disposing)
    {
        Data = [];
        Start = End = 0;
    }
}
