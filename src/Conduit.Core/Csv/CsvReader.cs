using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Conduit.Csv;

/// <summary>
/// Reads CSV as rows of UTF-8 fields, forward only, in memory that does not grow with the input and without allocating for a row.
/// Malformed content never throws: it becomes issues of the row that holds it, and the rows around it arrive.
/// </summary>
/// <remarks>
/// <code>
/// using CsvReader reader = CsvReader.OpenFile("users.csv");
/// while (reader.Read())
///     foreach (CsvRow row in reader.Rows)
///         Console.WriteLine(row["username"].ToString());
/// </code>
/// <para>The grammar, which is RFC 4180 and what real files add to it:</para>
/// <list type="bullet">
/// <item>A line ends in LF, CRLF or CR; one file may mix them. The last line needs no end.</item>
/// <item>A line without a byte is blank: skipped and counted. A line of separators alone is a row.</item>
/// <item>A field whose first byte is <c>"</c> is quoted: it ends at the next quote that is not doubled, and may hold separators and line ends.</item>
/// <item>Every other field ends at the next separator or line end. A quote in it is a character like any other.</item>
/// <item>Text between a closing quote and the next separator or line end is taken as it stands and is an issue (<see cref="CsvIssueCodes.StrayQuote"/>).</item>
/// <item>A quote that does not close before the end of the input or the limits, or that meets its first closing quote on a later line with text right after it,
/// never closes (<see cref="CsvIssueCodes.UnclosedQuote"/>): the row is cut at the end of its first line, and reading goes on with the line after that.</item>
/// <item>A row that passes another limit of the dialect is cut there and skipped up to its end; quotes count on the way, as far as they close within the limit of a field.</item>
/// </list>
/// <para>An instance is for one thread at a time.</para>
/// </remarks>
public sealed partial class CsvReader : IAsyncDisposable, IDisposable
{
    private readonly RowBatch _batch;
    private readonly CsvInput _input;
    private readonly PipeReader? _pipe;
    private readonly Stream? _stream;
    private bool _disposed;
    private byte[] _scratch = [];

    // The batch as TryRead walks it.
    private byte[] _data = [];
    private int _origin;
    private int[] _ends = [];
    private int _current; // the first end of the current row
    private int _last; // that of the last row of the run
    private int _stride;
    private int _fields;
    private int _runIndex;
    private RowRun _run;
    private long _rowsBefore;
    private long _lastLine;

    internal CsvReader(CsvFeed feed, CsvDialect dialect, PipeReader? pipe = null, Stream? stream = null)
    {
        _pipe = pipe;
        _stream = stream;
        _batch = new RowBatch(dialect);
        _input = new CsvInput(feed, dialect, _batch);
    }

    /// <summary>The names of the columns, once the first <see cref="Read"/> or <see cref="ReadAsync"/> has returned; empty without a header.</summary>
    public CsvHeader Header => _input.Header;

    /// <summary>The separator, told or detected, once the first <see cref="Read"/> or <see cref="ReadAsync"/> has returned; the told one or a comma before.</summary>
    public char Separator => _input.Separator;

    /// <summary>Issues that belong to no row: those of the header. The issues of a row are at <see cref="CsvRow.Issues"/>.</summary>
    public IReadOnlyList<CsvIssue> HeaderIssues => _input.HeaderIssues;

    /// <summary>The physical line on which the row read last starts, counted from 1; 0 before the first row.</summary>
    public long LineNumber => _run.Rows == 0
        ? _lastLine
        : _run.Line + RowsOfRun - 1 + (_batch.Breaks.Count == 0 ? 0 : _batch.Breaks.CountBefore(CurrentRowStart) - _run.FirstBreak);

    /// <summary>How many bytes of the input have been fetched. This runs ahead of the rows.</summary>
    public long BytesRead => _input.Feed.BytesRead;

    /// <summary>How many rows <see cref="TryRead"/> has yielded; header and blank lines are not among them, damaged rows are.</summary>
    public long RowsRead => _rowsBefore + RowsOfRun;

    /// <summary>How many blank lines were passed by the batches parsed so far.</summary>
    public long BlankLines => _input.BlankLines;

    /// <summary>
    /// Whether a quote that never closes was met so far. Rows may then be missing or wrong without being damaged, so what is absent
    /// from such a file must not be taken for gone.
    /// </summary>
    public bool HasUnclosedQuote => _input.SawUnclosedQuote;

    /// <summary>
    /// Whether the input has been read to its end and its last line lacks a line end. A file that used to end in one has probably been cut.
    /// </summary>
    public bool EndsWithoutLineEnd { get; private set; }

    internal long RowByteOffset => _input.Feed.OffsetOf(CurrentRowStart);

    /// <summary>The row that <see cref="TryRead"/> yielded last, once more. Only between two calls of it.</summary>
    internal CsvRow CurrentRow => RowAt(_current);

    internal bool RowIsDamaged => _run.Issues > 0;

    internal bool RowMayHaveQuotes => _run.MayHaveQuotes;

    internal ReadOnlySpan<CsvIssue> RowIssues => _run.Issues == 0 ? [] : _batch.IssuesOf(_run);

    private int CurrentRowStart => _batch.Ends.Next(_current - 1);

    /// <summary>How many rows of the run have been walked.</summary>
    private int RowsOfRun => _run.Rows == 0 ? 0 : ((_current - _run.First) / _stride) + 1;

    /// <summary>
    /// Fetches bytes and parses a batch of rows, for <see cref="Rows"/> or <see cref="TryRead"/> to walk. Rows of the batch before that have not been walked
    /// stay, and nothing is fetched.
    /// </summary>
    /// <returns>Whether there are rows; <see langword="false"/> at the end of the input.</returns>
    /// <exception cref="NotSupportedException">The reader is on a pipe: use <see cref="ReadAsync"/>.</exception>
    /// <exception cref="ObjectDisposedException">The reader has been disposed.</exception>
    public bool Read()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        while (!HasRows())
        {
            if (_input.Feed.IsFinal)
                return false;
            _input.Feed.Fill();
        }

        return true;
    }

    /// <summary>As <see cref="Read"/>, waiting for a pipe or stream without holding a thread. A file is read on the calling thread.</summary>
    /// <param name="cancellationToken">Ends the waiting. The reader can be read on afterwards.</param>
    /// <returns>Whether there are rows; <see langword="false"/> at the end of the input.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The reader has been disposed.</exception>
    public ValueTask<bool> ReadAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        while (!HasRows())
        {
            if (_input.Feed.IsFinal)
                return new ValueTask<bool>(false);
            cancellationToken.ThrowIfCancellationRequested();
            ValueTask fill = _input.Feed.FillAsync(cancellationToken);
            if (!fill.IsCompletedSuccessfully)
                return FilledAsync(fill, cancellationToken);
            fill.GetAwaiter().GetResult();
        }

        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<bool>(true);
    }

    /// <summary>Goes on to the next row of the batch. The row before is no longer valid.</summary>
    /// <param name="row">The row.</param>
    /// <returns>Whether there was one; where not, ask <see cref="Read"/> or <see cref="ReadAsync"/> for the next batch.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryRead(out CsvRow row)
    {
        if (!MoveNext())
        {
            row = default;
            return false;
        }

        row = CurrentRow;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool MoveNext()
    {
        int current = _current;
        if (current == _last)
        {
            if (!NextRun())
                return false;
            current = _current;
        }

        _current = current + _stride;
        return true;
    }

    /// <summary>
    /// The rows of the batch that have not been walked yet, for <see langword="foreach"/>. Breaking off leaves the others for later.
    /// </summary>
    public CsvRowEnumerator Rows => new(this);

    /// <summary>Gives back the buffers, and closes what the reader was made on. Rows and fields are no longer valid.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _last = _current;
        _runIndex = _batch.RunCount;
        _input.Feed.Dispose();
        _batch.Dispose();
    }

    /// <inheritdoc cref="Dispose"/>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        if (_pipe is not null)
            await _pipe.CompleteAsync().ConfigureAwait(false);
        if (_stream is not null)
            await _stream.DisposeAsync().ConfigureAwait(false);
        Dispose();
    }

    /// <summary>The value of a field of the current row that has more quotes than those around it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal ReadOnlySpan<byte> Unescaped(ref byte field, int length)
    {
        ReadOnlySpan<byte> raw = MemoryMarshal.CreateReadOnlySpan(ref field, length);
        nint place = Unsafe.ByteOffset(ref MemoryMarshal.GetArrayDataReference(_data), ref field);
        nint offset = place - CurrentRowStart;
        if ((nuint)offset > (nuint)_data.Length)
            return Unquoting.Value(raw, new byte[length]); // a field kept past its row: no other memory may suffer

        // Values lie in the scratch memory as fields do in the row, so none overwrites another.
        int needed = (int)offset + length + Unquoting.Slack;
        if (_scratch.Length < needed)
            _scratch = new byte[Math.Max(needed * 2, 4096)]; // values handed out before keep the smaller array alive
        if (RowIsDamaged || length > 64 || place + 64 > _data.Length)
            return Unquoting.Value(raw, _scratch.AsSpan((int)offset, length));
        ref byte scratch = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_scratch), offset);
        return MemoryMarshal.CreateReadOnlySpan(ref scratch, Unquoting.CopyShort(ref field, length, ref scratch));
    }

    /// <summary>The row whose first field has its end at this place of the list.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal CsvRow RowAt(int first) => new(
        this,
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_data), (nint)(uint)_origin),
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_ends), (nint)(uint)first),
        _fields);

    private async ValueTask<bool> FilledAsync(ValueTask fill, CancellationToken cancellationToken)
    {
        await fill.ConfigureAwait(false);
        while (!HasRows())
        {
            if (_input.Feed.IsFinal)
                return false;
            await _input.Feed.FillAsync(cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool NextRun()
    {
        if (_runIndex == _batch.RunCount)
            return false;
        _rowsBefore += _run.Rows;
        Walk(_batch.Run(_runIndex++));
        return true;
    }

    private void Walk(in RowRun run)
    {
        _run = run;
        _current = run.First - run.Stride;
        _last = _current + (run.Rows * run.Stride);
        _stride = run.Stride;
        _fields = run.Fields;
    }

    /// <summary>Whether there are rows to walk, parsing what has been fetched.</summary>
    private bool HasRows()
    {
        if (_current != _last || _runIndex < _batch.RunCount)
            return true;
        _lastLine = LineNumber;
        _rowsBefore += _run.Rows;
        Walk(default);
        _runIndex = 0;
        bool any = _input.Parse();
        _data = _input.Feed.Data;
        _ends = _batch.Ends.Items;
        _origin = _batch.Ends.Origin;
        EndsWithoutLineEnd = !any && _input.EndsInText;
        return any;
    }
}
