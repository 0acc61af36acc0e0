using System.Runtime.CompilerServices;
using Conduit.Planning;
using Conduit.Records;
using Conduit.Sinks;
using Conduit.Sources;
using Conduit.State;

namespace Conduit.Reconciliation;

/// <summary>
/// Plans one kind. Every row is walked once: one whose fingerprint is known and settled is counted and gone; every other is
/// mapped and decided at once, so memory holds a decision for each record and never the records. When a second row of a key
/// turns up, the first decision is taken back, and the few rows concerned are read again.
/// </summary>
internal sealed class KindPlanner : IDisposable
{
    private readonly PlanContext _context;
    private readonly RecordKind _kind;
    private readonly KindCapabilities _capabilities;
    private readonly KindSummary _summary;
    private readonly DecisionTable _decisions;
    private readonly KindIndex _index;
    private readonly List<FeedRows> _feeds = [];
    private readonly PlainEnrollments? _plain;
    // Made for the first row that needs it: most nights of most kinds have none.
    private RecordRows? _records;
    private RemovalPlanner? _removal;
    // The systems of record of which a complete feed was not read to its end.
    private readonly HashSet<string> _cut = new(StringComparer.Ordinal);

    public KindPlanner(PlanContext context, RecordKind kind, KindCapabilities capabilities)
    {
        _context = context;
        _kind = kind;
        _capabilities = capabilities;
        _summary = context.Header.Summary[kind];
        _decisions = new DecisionTable(context.State, kind);
        _index = context.State[kind];
        _plain = PlainEnrollments.For(kind, context, capabilities, _decisions, TakeWhole);
    }

    private RecordRows Records => _records ??= new RecordRows(_context, _kind, _capabilities, _decisions, _plain);

    public async ValueTask PlanAsync(IReadOnlyList<SourceFeed> feeds, CancellationToken cancellationToken)
    {
        if (_context.State.Header.Pending.Count > 0)
            Records.Release();
        foreach (SourceFeed feed in feeds)
            await ReadAsync(feed, cancellationToken).ConfigureAwait(false);
        if (_plain?.Skipped is { } skipped)
            await RowsAgain.ReadAsync(_context, _feeds, skipped, TakeRow, cancellationToken).ConfigureAwait(false);
        if (_records is not null)
            await _records.DecideAsync(_feeds, cancellationToken).ConfigureAwait(false);
        Remove(feeds);
        new PlanGuards(_context, _kind).Judge();
        _records?.Finish();
    }

    public void Dispose()
    {
        _plain?.Dispose();
        _decisions.Dispose();
    }

    private async ValueTask ReadAsync(SourceFeed feed, CancellationToken cancellationToken)
    {
        if (!FeedGate.CanOpen(_context, feed))
        {
            if (feed.Coverage == Coverage.Complete)
                _cut.Add(feed.Origin ?? "");
            return;
        }
        string version = $"{feed.MapVersion}/{_context.Rules.Version}/{_capabilities.Fields.Bits:x}{(_capabilities.StoresCustomFields ? "c" : "")}{_context.Policies[_kind].Version}{_context.Effects.Version}";
        var rows = new FeedRows(_feeds.Count, _feeds.Count == 0 ? 0 : _feeds[^1].LastNumber, feed, _context.State.FeedNumber(_context.Source.Name, feed.Name), _context.State.Key.Derive(version), _index, _decisions);
        _feeds.Add(rows);
        _decisions.BeginFeed(rows.RowsBefore);

        SourceReader reader = await _context.Source.OpenAsync(feed, rows.Key, cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                WalkRows(reader, rows);
                _context.Progress?.Report(new SyncProgress(SyncPhase.Planning, _kind, rows.Count, null));
            }
            _plain?.Drain();
            bool whole = FeedGate.IsWhole(_context, feed, reader, rows.Count);
            if (!whole && feed.Coverage == Coverage.Complete)
                _cut.Add(feed.Origin ?? "");
        }
        _context.Header.Feeds.Add(new FeedReading(_context.Source.Name, feed.Name, _kind, version, rows.Count, feed.Coverage == Coverage.Complete));
    }

    private void WalkRows(SourceReader reader, FeedRows rows)
    {
        Span<RowStamp> window = stackalloc RowStamp[RowFinder.WindowSize];
        Span<int> known = stackalloc int[RowFinder.WindowSize];
        while (reader.StampRows(window) is var count and > 0)
        {
            rows.Expect(count);
            rows.Finder.Find(window[..count], known);
            int next = 0;
            while (true)
            {
                int first = next;
                next = Skip(known[..count], first, rows.LastNumber);
                rows.Count += next - first;
                _summary.Unchanged += next - first;
                if (next == count)
                    break;
                rows.Count++;
                WalkRow(reader, rows, next, window[next], known[next]);
                next++;
            }
        }
    }

    /// <summary>Marks the records of rows that are known, up to the first row that there is more to do about.</summary>
    /// <param name="known">The positions of the records; below zero where there is none.</param>
    /// <param name="from">The first row.</param>
    /// <param name="lastNumber">The number of the row before it.</param>
    /// <returns>Which row that is; how many there are when there is none.</returns>
    // Runs for every row: tiering up would come too late.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Skip(ReadOnlySpan<int> known, int from, int lastNumber)
    {
        int at = from;
        for (; at < known.Length && known[at] >= 0; at++)
        {
            ref DecisionMark mark = ref _decisions.Mark(known[at]);
            if (mark.Verdict != Verdict.None)
                break;
            mark = new DecisionMark(Verdict.Skipped, ++lastNumber);
        }
        return at;
    }

    private void WalkRow(SourceReader reader, FeedRows rows, int number, in RowStamp stamp, int known)
    {
        SourceRow row = reader.RowAt(number, stamp);
        if (known >= 0 && _decisions.Mark(known).Verdict == Verdict.Skipped)
        {
            Records.AddRepeated(reader.File, row.Line);
            return;
        }
        var place = new RowPlace(rows.Number, rows.Count);
        if (_plain is null || row.IsDamaged || rows.Feed.Coverage == Coverage.Partial || !_plain.TryAdd(reader, row, rows, place))
            TakeRow(reader, row, rows, place);
    }

    // A row that has to become a record: new, changed, damaged, or one of several of its key.
    private void TakeRow(SourceReader reader, SourceRow row, FeedRows rows, RowPlace place)
    {
        // Rows count in their order.
        _plain?.Drain();
        Records.Take(row, new SourceLocation(reader.File, row.Line), rows, place);
    }

    // An item that has to become a record after all: there is more to the row or to what is known than its text, or another row speaks of the same record.
    private void TakeWhole(PlainPiece piece, int at)
    {
        PlainItem item = piece[at];
        if (piece.Rows is { } rows)
            Records.Take(new SourceRecord(item.Record.ToRecord()) { HasSureKey = true }, new RecordFingerprint(item.Row), new SourceLocation(piece.File, item.Line), rows, item.Place);
        else
            _removal!.RemoveWhole(item.Position);
    }

    private void Remove(IReadOnlyList<SourceFeed> feeds)
    {
        var complete = new List<SourceFeed>();
        foreach (SourceFeed feed in feeds)
        {
            if (feed.Coverage == Coverage.Complete && _feeds.Exists(rows => rows.Feed == feed) && !_cut.Contains(feed.Origin ?? ""))
                complete.Add(feed);
        }
        _removal = new RemovalPlanner(_context, _kind, _decisions, () => Records.Planner, new RemovalScope(_context.State, _kind, feeds, complete), _records?.EveryRowHasKey ?? true);
        _removal.RemoveDependants();
        if (complete.Count > 0)
            _removal.RemoveAbsent(_plain);
    }
}
