using System.Buffers;
using System.Runtime.InteropServices;

namespace Conduit.Csv;

/// <summary>The rows that one step of parsing brought, as tables over the feed's data.</summary>
internal sealed class RowBatch(CsvDialect dialect) : IDisposable
{
    private readonly List<CsvIssue> _issues = [];
    private ulong[] _bits = [];
    private int _words;
    private RowRun[] _runs = new RowRun[16];

    /// <summary>Where fields end.</summary>
    public PositionList Ends { get; } = new(dialect.MaxFields);

    /// <summary>Where lines break inside quotes, in the rows that the structural scan found.</summary>
    public PositionList Breaks { get; } = new();

    /// <summary>Where the bits of the last structural scan begin: at this byte of the feed's data.</summary>
    public int BitsOrigin { get; private set; }

    /// <summary>For each byte that was scanned, whether it is the second quote of a doubled one; and the first word of these bits.</summary>
    public (ulong[] Words, int First) DoubledQuotes => (_bits, _words);

    /// <summary>Two bits for each of so many bytes, for a structural scan to fill.</summary>
    public Span<ulong> Bits(int origin, int bytes)
    {
        BitsOrigin = origin;
        _words = (bytes / 64) + 2; // one for the last step, and one that reads beyond it find
        if (_bits.Length < _words * 2)
        {
            ArrayPool<ulong>.Shared.Return(_bits);
            _bits = ArrayPool<ulong>.Shared.Rent(_words * 2);
        }

        return _bits.AsSpan(0, _words * 2);
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

    public void Clear()
    {
        Ends.Count = 0;
        Breaks.Count = 0;
        RunCount = 0;
        _issues.Clear();
    }

    public void Dispose()
    {
        Ends.Dispose();
        Breaks.Dispose();
        ArrayPool<ulong>.Shared.Return(_bits);
        _bits = [];
    }
}
