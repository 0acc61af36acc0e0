namespace Conduit.Csv;

/// <summary>
/// Brings bytes in front of the parser. What is there and not yet parsed is <c>Data[Start..End]</c>; the parser moves <see cref="Start"/>
/// on, always to the start of a row (or of what it skips), and asks for more when what is there is not enough.
/// </summary>
internal abstract class CsvFeed : IDisposable
{
    /// <summary>How much is asked for at a time. Less costs more calls than the parsing itself; more falls out of the second-level cache.</summary>
    public const int ReadSize = 1 << 18;

    /// <summary>The bytes; UTF-8 once a transcoding feed stands in front.</summary>
    public byte[] Data { get; protected set; } = [];

    /// <summary>The first byte that has not been parsed.</summary>
    public int Start { get; set; }

    /// <summary>One past the last byte that is there.</summary>
    public int End { get; protected set; }

    /// <summary>Whether no byte comes after <see cref="End"/>.</summary>
    public bool IsFinal { get; protected set; }

    /// <summary>How many bytes of the input have been fetched.</summary>
    public abstract long BytesRead { get; }

    /// <summary>The place in the input of the byte at <paramref name="index"/> of <see cref="Data"/>.</summary>
    public abstract long OffsetOf(int index);

    /// <summary>Fetches at least one byte more or sees the end. Bytes before <see cref="Start"/> are given up; others may move.</summary>
    public abstract void Fill();

    /// <summary>As <see cref="Fill"/>, without holding the thread where the input can wait.</summary>
    public abstract ValueTask FillAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives back buffers and what the feed owns.</summary>
    protected abstract void Dispose(bool disposing);
}
