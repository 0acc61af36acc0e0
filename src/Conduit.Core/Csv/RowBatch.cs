using System.Buffers;
using System.Runtime.InteropServices;

namespace Conduit.Csv;

/// <summary>The rows that one step of parsing brought, as tables over the feed's data.</summary>
internal sealed class RowBatch(CsvDialect dialect) : IDisposable
{
    private readonly List<CsvIssue> _issues = [];
    // Bytes, for the framework's pool of other types is compiled anew in each process.
    private byte[] _bits = [];
    private RowRun[] _runs = new RowRun[16];

    /// <summary>Where fields end.</summary>
    public FieldEnds Ends { get; } = new(dialect.MaxFields);

    /// <summary>Where lines break inside quotes, in the rows that the structural scan found.</summary>
    public PositionList Breaks { get; } = new();

    /// <summary>A bit for each of so many bytes and what words a structural scan needs besides.</summary>
    public Span<ulong> Bits(int bytes)
    {
        int words = (bytes / StructuralScan.Step) + 1 + StructuralScan.MoreWords;
        int length = words * sizeof(ulong);
        if (_bits.Length < length)
        {
            ArrayPool<byte>.Shared.Return(_bits);
            _bits = ArrayPool<byte>.Shared.Rent(length);
        }

        return MemoryMarshal.Cast<byte, ulong>(_bits.AsSpan(0, length));
    }

    /// <summary>How many runs there are.</summary>
    public int RunCount { get; private set; }

    /// <summary>The runs of rows, in the order of the input.</summary>
    public ref readonly RowRun Run(int index) => ref _runs[index];

    /// <summary>The issues of a run.</summary>
    public ReadOnlySpan<CsvIssue> IssuesOf(in RowRun run) => CollectionsMarshal.AsSpan(_issues).Slice(run.FirstIssue, run.Issues);

    /// <summary>The place that the next issue takes.</summary>
    public int IssueCount => _issues.Count;

    public void Add(CsvIssue issue) => _issues.Add(issue);

    public void Add(in RowRun run)
    {
        if (RunCount == _runs.Length)
            Array.Resize(ref _runs, RunCount * 2);
        _runs[RunCount++] = run;
    }

    /// <summary>Empties the batch for rows from a place in the feed's data on.</summary>
    public void Restart(int origin)
    {
        Ends.Restart(origin);
        Breaks.Count = 0;
        RunCount = 0;
        _issues.Clear();
    }

    public void Dispose()
    {
        Ends.Dispose();
        Breaks.Dispose();
        ArrayPool<byte>.Shared.Return(_bits);
        _bits = [];
    }
}
