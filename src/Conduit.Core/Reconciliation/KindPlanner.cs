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
    private readonly KindReconciler _reconciler;
    private readonly DecisionTable _decisions;
    private readonly KindIndex _index;
    private readonly List<FeedRows> _feeds = [];
    private readonly KindIssues _issues;
    private readonly RepeatedRows _repeats;
    private readonly RecordPlanner _records;
    private readonly RecordMatcher _matcher;
    private readonly UsernameNumbering _usernames;
    private readonly ContestedRows _contested;
    private readonly DeltaRows _deltas;
    private readonly PendingRows _pending;
    private readonly PlainEnrollments? _plain;
    private RemovalPlanner? _removal;
    // The systems of record of which a complete feed was not read to its end.
    private readonly HashSet<string> _cut = new(StringComparer.Ordinal);
    private bool _everyRowHasKey = true;

    public KindPlanner(PlanContext context, RecordKind kind, KindCapabilities capabilities)
    {
        _context = context;
        _kind = kind;
        _capabilities = capabilities;
        _reconciler = KindReconciler.Of(kind);
        _decisions = new DecisionTable(context.State, kind);
        _index = context.State[kind];
        _issues = new KindIssues(context, kind, _reconciler);
        _repeats = new RepeatedRows(context, kind);
        _records = new RecordPlanner(context, kind, capabilities, _decisions, _issues);
        _matcher = new RecordMatcher(context, kind, _decisions, _issues);
        _usernames = new UsernameNumbering(context, kind, capabilities, _decisions);
        _contested = new ContestedRows(context, kind, capabilities, _decisions, _records, _usernames, _issues, _repeats);
        _pending = new PendingRows(context, kind);
        _deltas = new DeltaRows(context, kind, _decisions, _records, _issues);
        _plain = PlainEnrollments.For(kind, context, capabilities, _decisions, TakeWhole);
    }

    private KindSummary Summary => _context.Header.Summary[_kind];

    public async ValueTask PlanAsync(IReadOnlyList<SourceFeed> feeds, CancellationToken cancellationToken)
    {
        _pending.Release(TakePending);
        foreach (SourceFeed feed in feeds)
            await ReadAsync(feed, cancellationToken).ConfigureAwait(false);
        if (_plain?.Skipped.Count > 0)
            await RowsAgain.ReadAsync(_context, _feeds, _plain.Skipped, TakeRow, cancellationToken).ConfigureAwait(false);
        _matcher.Decide(at => _decisions[at].Verdict != Verdict.None || _deltas.Sets(at) || _usernames.Waits(at), Accept, Refuse);
        _usernames.Give(Accept);
        await _contested.ReadAgainAsync(_feeds, cancellationToken).ConfigureAwait(false);
        _contested.Decide();
        _deltas.Decide();
        _records.FinishPeople();
        _repeats.Tell();
        _pending.Finish();
        Remove(feeds);
        new PlanGuards(_context, _kind).Judge();
        _records.Finish();
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
            WalkWindow(reader, rows, window[..count], known);
        }
    }

    // Runs for every row: tiering up would come too late.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void WalkWindow(SourceReader reader, FeedRows rows, ReadOnlySpan<RowStamp> window, ReadOnlySpan<int> known)
    {
        int skipped = 0;
        for (int i = 0; i < window.Length; i++)
        {
            rows.Count++;
            int at = known[i];
            if (at >= 0)
            {
                ref DecisionMark mark = ref _decisions.Mark(at);
                if (mark.Verdict == Verdict.None)
                {
                    mark = new DecisionMark(Verdict.Skipped, rows.LastNumber);
                    skipped++;
                    continue;
                }
                if (mark.Verdict == Verdict.Skipped)
                {
                    _repeats.Add(reader.File, reader.RowAt(i, window[i]).Line);
                    continue;
                }
            }
            Summary.Unchanged += skipped;
            skipped = 0;
            SourceRow row = reader.RowAt(i, window[i]);
            var place = new RowPlace(rows.Number, rows.Count);
            if (_plain is null || row.IsDamaged || rows.Feed.Coverage == Coverage.Partial || !_plain.TryAdd(reader, row, rows, place))
                TakeRow(reader, row, rows, place);
        }
        Summary.Unchanged += skipped;
    }

    // A row that has to become a record: new, changed, damaged, or one of several of its key.
    private void TakeRow(SourceReader reader, SourceRow row, FeedRows rows, RowPlace place)
    {
        // Rows count in their order.
        _plain?.Drain();
        Take(_issues.Judge(row.Materialize()), row.Fingerprint, new SourceLocation(reader.File, row.Line), rows, place);
    }

    // An item that has to become a record after all: there is more to the row or to what is known than its text, or another row speaks of the same record.
    private void TakeWhole(PlainPiece piece, int at)
    {
        PlainItem item = piece[at];
        if (piece.Rows is { } rows)
            Take(new SourceRecord(item.Record.ToRecord()) { HasSureKey = true }, new RecordFingerprint(item.Row), new SourceLocation(piece.File, item.Line), rows, item.Place);
        else
            _removal!.RemoveWhole(item.Position);
    }

    private void Take(SourceRecord source, RecordFingerprint fingerprint, SourceLocation location, FeedRows rows, RowPlace place)
    {
        foreach (RecordIssue issue in source.Issues)
            _issues.Tell(issue, location, fingerprint, source.IsRejected);
        KeyResolution resolution = _reconciler.Resolve(source.Record, _context.Resolver);
        if (!source.IsRejected && _pending.TryAdd(rows.Feed, source, resolution, location))
            return;
        if (source.IsRejected || !resolution.IsUsable)
        {
            RejectRow(source, resolution, fingerprint, location, place);
            return;
        }
        var mapped = new MappedRow(resolution.Key!.Value, _capabilities.Storable(source.Record), new RowSupport(rows.Feed.Name, fingerprint), location)
        {
            Action = source.Action,
            OldKey = source.OldKey,
            Origin = rows.Feed.Origin,
            BaseName = _usernames.BaseOf(source),
            IsSupport = rows.Feed.Coverage != Coverage.Partial,
        };
        PlaceRow(mapped, place);
    }

    // The fingerprint counts for nothing: rows of lists of changes support no record.
    private void TakePending(PendingRow row, RecordKey key) =>
        PlaceRow(new MappedRow(key, _capabilities.Storable(row.Record), new RowSupport(row.Feed, default), row.Location) { IsSupport = false }, default);

    private void PlaceRow(MappedRow row, RowPlace place)
    {
        int target = _decisions.Target(row.Key);
        if (target >= 0 && _index[target].Is(KnownFlags.Ambiguous))
        {
            Summary.Rejected++;
            _issues.TellAmbiguous(row);
        }
        else if (_matcher.TryFind(ref row, place, ref target))
        {
            Accept(target, row, place);
        }
    }

    // A row whose record cannot be told: the records that it may mean stay as they are.
    private void Refuse(IEnumerable<int> targets)
    {
        Summary.Rejected++;
        foreach (int target in targets.Where(target => _decisions[target].Verdict == Verdict.None))
            _records.Leave(target);
    }

    private void Accept(int target, MappedRow row, RowPlace place)
    {
        if (!_usernames.TryName(target, ref row, place))
            return;
        if (row.IsSupport)
            Weigh(target, row, place);
        else
            _deltas.Add(target, row);
    }

    private void Weigh(int target, MappedRow row, RowPlace place)
    {
        _plain?.TakeSkipBack(target, place);
        Decision decision = _decisions[target];
        switch (decision.Verdict)
        {
            case Verdict.None when target >= 0 && _index[target].Is(KnownFlags.ManyRows):
                _decisions[target] = new Decision(Verdict.Contested, place, -1);
                _contested.Add(target, place, row);
                break;
            case Verdict.None:
                _records.Decide(target, row, row.Record, row.IsSupport ? [row.Support] : [], place);
                break;
            case Verdict.Held:
                break;
            case Verdict.Contested:
                _contested.Add(target, place, row);
                break;
            default:
                _records.Retract(target, row.Key, row.Record);
                _contested.Want(target, decision.Place);
                _decisions[target] = decision with { Verdict = Verdict.Contested };
                _contested.Add(target, place, row);
                break;
        }
    }

    private void RejectRow(SourceRecord source, KeyResolution resolution, RecordFingerprint fingerprint, SourceLocation location, RowPlace place)
    {
        Summary.Rejected++;
        if (!source.IsRejected)
            _issues.TellUnusable(resolution, location, fingerprint);
        if (resolution.Code == IssueCodes.ReferenceMissing && !source.IsRejected)
            return;
        int target = resolution.Key is { } key ? _decisions.Target(key) : -1;
        bool isNew = source.HasSureKey && resolution.IsUsable && target < 0;
        if (isNew && KnownState.NameOf(source.Record) is { } name && _context.State.FindByName(_kind, name) is not -1 and var byName)
            (target, isNew) = (byName, false);
        if (isNew)
        {
            _issues.LeaveOut(source.Record, location);
            return;
        }
        if (target >= 0)
        {
            _plain?.TakeSkipBack(target, place);
            if (_decisions[target].Verdict == Verdict.None)
                _decisions[target] = new Decision(Verdict.Held, default, -1);
        }
        else
        {
            _everyRowHasKey = false;
        }
    }

    private void Remove(IReadOnlyList<SourceFeed> feeds)
    {
        SourceFeed[] complete = [.. feeds.Where(f => f.Coverage == Coverage.Complete && _feeds.Exists(r => r.Feed == f) && !_cut.Contains(f.Origin ?? ""))];
        _removal = new RemovalPlanner(_context, _kind, _decisions, _records, new RemovalScope(_context.State, _kind, feeds, complete), _everyRowHasKey);
        _removal.RemoveDependants();
        if (complete.Length > 0)
            _removal.RemoveAbsent(_plain);
    }
}
