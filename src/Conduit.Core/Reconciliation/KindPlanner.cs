using System.Runtime.CompilerServices;
using Conduit.Planning;
using Conduit.Records;
using Conduit.Sinks;
using Conduit.Sources;
using Conduit.State;
using Conduit.Validation;

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
    private readonly ChangeFactory _changes;
    private readonly DecisionTable _decisions;
    private readonly KindIndex _index;
    private readonly List<FeedRows> _feeds = [];
    private readonly Dictionary<int, RowGroup> _contested = [];
    private readonly Dictionary<RowPlace, int> _wanted = [];
    private readonly Dictionary<int, IReadOnlyList<RowSupport>> _settled = [];
    private readonly List<(int Position, MappedRow Row, RowPlace Place)> _renames = [];
    private readonly DeltaRows _deltas = new();
    private readonly PeopleCheck? _people;
    private readonly UsernameNumbering _usernames;
    private readonly RepeatedRows _repeats;
    private readonly KindIssues _issues;
    private bool _everyRowHasKey = true;
    private bool _isComplete = true;

    public KindPlanner(PlanContext context, RecordKind kind, KindCapabilities capabilities)
    {
        _context = context;
        _kind = kind;
        _capabilities = capabilities;
        _reconciler = KindReconciler.Of(kind);
        _changes = new ChangeFactory(_reconciler);
        _decisions = new DecisionTable(context.State, kind);
        _index = context.State[kind];
        _usernames = new UsernameNumbering(context, _decisions);
        _repeats = new RepeatedRows(context, kind);
        _issues = new KindIssues(context, kind, _reconciler);
        _people = kind == RecordKind.User ? new PeopleCheck(context) : null;
    }

    private KindSummary Summary => _context.Header.Summary[_kind];

    public async ValueTask PlanAsync(IReadOnlyList<SourceFeed> feeds, CancellationToken cancellationToken)
    {
        foreach (SourceFeed feed in feeds)
            await ReadAsync(feed, cancellationToken).ConfigureAwait(false);
        DecideRenames();
        _usernames.Give(Accept);
        if (_wanted.Count > 0)
            await ReadAgainAsync(cancellationToken).ConfigureAwait(false);
        foreach ((int target, RowGroup group) in _contested)
            DecideGroup(target, group.InOrder());
        _deltas.ForEach(DecideDelta);
        _people?.Finish(Reject, Revise);
        _repeats.Tell();
        Remove([.. feeds.Where(f => f.Coverage == Coverage.Complete && _feeds.Exists(r => r.Feed == f))]);
        foreach ((int position, IReadOnlyList<RowSupport> supports) in _settled)
            _context.Writer.Settle(new SettledRow(_context.State.ReadKey(_kind, position), supports, IsAbsent: false));
    }

    public void Dispose() => _decisions.Dispose();

    private async ValueTask ReadAsync(SourceFeed feed, CancellationToken cancellationToken)
    {
        if (!FeedGate.CanOpen(_context, feed))
        {
            _isComplete &= feed.Coverage != Coverage.Complete;
            return;
        }
        string version = $"{feed.MapVersion}/{_context.Rules.Version}/{_capabilities.Fields.Bits:x}{(_capabilities.StoresCustomFields ? "c" : "")}";
        var rows = new FeedRows(_feeds.Count, feed, _context.State.FeedNumber(_context.Source.Name, feed.Name), _context.State.Key.Derive(version), _index, _decisions);
        _feeds.Add(rows);

        SourceReader reader = await _context.Source.OpenAsync(feed, rows.Key, cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                WalkRows(reader, rows);
                _context.Progress?.Report(new SyncProgress(SyncPhase.Planning, _kind, rows.Count, null));
            }
            bool whole = FeedGate.IsWhole(_context, feed, reader, rows.Count);
            _isComplete &= whole || feed.Coverage != Coverage.Complete;
        }
        _context.Header.Feeds.Add(new FeedReading(_context.Source.Name, feed.Name, _kind, version, rows.Count, feed.Coverage == Coverage.Complete));
    }

    private void WalkRows(SourceReader reader, FeedRows rows)
    {
        Span<RowStamp> window = stackalloc RowStamp[RowFinder.WindowSize];
        Span<int> known = stackalloc int[RowFinder.WindowSize];
        while (reader.StampRows(window) is var count and > 0)
        {
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
                    mark = new DecisionMark { Verdict = Verdict.Skipped, Feed = (ushort)rows.Number, Row = rows.Count };
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
            TakeRow(reader, reader.RowAt(i, window[i]), rows, new RowPlace(rows.Number, rows.Count));
        }
        Summary.Unchanged += skipped;
    }

    // A row that has to become a record: new, changed, damaged, or one of several of its key.
    private void TakeRow(SourceReader reader, SourceRow row, FeedRows rows, RowPlace place)
    {
        var location = new SourceLocation(reader.File, row.Line);
        SourceRecord source = row.Materialize();
        foreach (RecordIssue issue in source.Issues)
            _issues.Tell(issue, location, row.Fingerprint, source.IsRejected);
        KeyResolution resolution = _reconciler.Resolve(source.Record, _context.Resolver);
        if (source.IsRejected || !resolution.IsUsable)
        {
            RejectRow(source, resolution, row, location);
            return;
        }
        var mapped = new MappedRow(resolution.Key!.Value, _capabilities.Storable(source.Record), new RowSupport(rows.Feed.Name, row.Fingerprint), location)
        {
            Action = source.Action,
            BaseName = NameBase(source),
            IsSupport = rows.Feed.Coverage != Coverage.Partial,
        };
        PlaceRow(mapped, place);
    }

    /// <summary>Finds the record that a row means: by canonical key, else by the secondary name of one that has another key.</summary>
    private void PlaceRow(MappedRow row, RowPlace place)
    {
        int target = _decisions.Target(row.Key);
        int byName = target < 0 && KnownState.NameOf(row.Record) is { } name ? _context.State.FindByName(_kind, name) : -1;
        if (byName == -2 || target >= 0 && _index[target].Is(KnownFlags.Ambiguous))
        {
            Summary.Rejected++;
            _issues.TellAmbiguous(row);
        }
        else if (byName < 0)
        {
            Accept(target, row, place);
        }
        else
        {
            RecordKey known = _context.State.ReadKey(_kind, byName);
            bool hasNoId = known == RecordKey.OfName(_kind, KnownState.NameOf(row.Record)!);
            if (hasNoId)
                Accept(byName, row with { Key = known }, place);
            else if (_index[byName].Is(KnownFlags.Managed))
                _renames.Add((byName, row, place));
            else
                Accept(target, row, place);
        }
    }

    // Somebody known by name is the same person under a new id only if no row of this plan claims the old one.
    private void DecideRenames()
    {
        foreach ((int position, MappedRow row, RowPlace place) in _renames)
        {
            if (_decisions[position].Verdict == Verdict.None)
                Accept(position, row with { Key = _context.State.ReadKey(_kind, position) }, place);
            else
                Accept(_decisions.Target(row.Key), row, place);
        }
    }

    private string? NameBase(SourceRecord source) => _kind == RecordKind.User && _capabilities.Fields.Contains(UserFields.Username) ? source.BaseName : null;

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
        Decision decision = _decisions[target];
        switch (decision.Verdict)
        {
            case Verdict.None when target >= 0 && _index[target].Is(KnownFlags.ManyRows):
                _decisions[target] = new Decision(Verdict.Contested, place, -1);
                Contest(target, place, row);
                break;
            case Verdict.None:
                Decide(target, row, row.Record, row.IsSupport ? [row.Support] : [], place);
                break;
            case Verdict.Held:
                break;
            case Verdict.Contested:
                Contest(target, place, row);
                break;
            default:
                Retract(target, row.Key, row.Record);
                _wanted[decision.Place] = target;
                _decisions[target] = decision with { Verdict = Verdict.Contested };
                Contest(target, place, row);
                break;
        }
    }

    private void Contest(int target, RowPlace place, MappedRow row)
    {
        if (!_contested.TryGetValue(target, out RowGroup? group))
            _contested.Add(target, group = new RowGroup());
        group.Add(place, row);
    }

    private void Retract(int target, RecordKey key, RosterRecord record)
    {
        Decision decision = _decisions[target];
        if (decision.Verdict == Verdict.Changed)
            Summary[_context.Writer.Retract(_kind, decision.Ticket)]--;
        else if (decision.Verdict is Verdict.Unchanged or Verdict.Skipped)
            Summary.Unchanged--;
        _settled.Remove(target);
        _people?.Forget(target);
        if (target < 0)
            _context.Resolver.Forget(key, KnownState.NameOf(record));
    }

    private async ValueTask ReadAgainAsync(CancellationToken cancellationToken)
    {
        foreach (FeedRows rows in _feeds)
        {
            int[] wanted = [.. _wanted.Keys.Where(p => p.Feed == rows.Number).Select(p => p.Row).Order()];
            if (wanted.Length == 0)
                continue;
            SourceReader reader = await _context.Source.OpenAsync(rows.Feed, rows.Key, cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                int number = 0;
                int next = 0;
                while (next < wanted.Length && await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                    TakeWanted(reader, rows, wanted, ref next, ref number);
            }
        }
    }

    private void TakeWanted(SourceReader reader, FeedRows rows, int[] wanted, ref int next, ref int number)
    {
        while (next < wanted.Length)
        {
            int between = wanted[next] - number - 1;
            int skipped = reader.SkipRows(between);
            number += skipped;
            if (skipped < between || !reader.TryRead(out SourceRow row))
                return;
            var place = new RowPlace(rows.Number, ++number);
            next++;
            int target = _wanted[place];
            SourceRecord source = row.Materialize();
            RecordKey key = target >= 0 ? _context.State.ReadKey(_kind, target) : _reconciler.Resolve(source.Record, _context.Resolver).Key!.Value;
            var again = new MappedRow(key, _capabilities.Storable(source.Record), new RowSupport(rows.Feed.Name, row.Fingerprint), new SourceLocation(reader.File, row.Line)) { BaseName = NameBase(source) };
            Contest(target, place, _usernames.Named(target, again));
        }
    }

    private void DecideGroup(int target, List<MappedRow> rows)
    {
        bool held = false;
        RosterRecord merged = RowGroup.Merge(rows, _reconciler, (row, names) =>
        {
            held |= _reconciler.ClashHoldsRecord;
            _issues.TellClash(rows[0], row, names);
        }, row => _repeats.Add(row.Location.File, row.Location.Line, rows[0].Location));
        IReadOnlyList<RowSupport> supports = RowGroup.Supports(rows);
        if (held)
            Hold(target);
        else
            Decide(target, rows[0], merged, supports, _decisions[target].Place);
    }

    private void DecideDelta(int target, List<MappedRow> rows)
    {
        Decision before = _decisions[target];
        if (before.Verdict == Verdict.Held)
            return;
        MappedRow last = rows[^1];
        if (last.Action == RowAction.Remove)
        {
            RemoveAsked(target, last);
            return;
        }
        RosterRecord stated = rows[0].Record;
        foreach (MappedRow row in rows.Skip(1))
            stated = row.Action == RowAction.Remove ? RosterRecord.Create(_kind) : stated.Overlaid(row.Record);
        if (before.Verdict != Verdict.None)
            Retract(target, last.Key, last.Record);
        IReadOnlyList<RowSupport> supports = target >= 0 ? _context.State.Read(_kind, target).Supports : [];
        Decide(target, last, stated, supports, new RowPlace(0, 1));
    }

    private void RemoveAsked(int target, MappedRow row)
    {
        if (target < 0)
        {
            _issues.Tell(IssueSeverity.Note, IssueCodes.RemovalUnknown, "The row asks to remove a record that is not in the LMS; nothing is to be done.", row);
            return;
        }
        KnownRecord known = _context.State.Read(_kind, target);
        if (!known.IsManaged || (known.Flags & KnownFlags.Protected) != KnownFlags.None)
        {
            _issues.Tell(IssueSeverity.Warning, IssueCodes.RemovalUnmanaged, "The row asks to remove a record that Conduit does not manage; it is left alone. Remove it in the LMS.", row);
            return;
        }
        if (_decisions[target].Verdict != Verdict.None)
            Retract(target, row.Key, row.Record);
        PlanRemoval(target, known, "asked");
    }

    private void Decide(int target, MappedRow row, RosterRecord stated, IReadOnlyList<RowSupport> supports, RowPlace place)
    {
        CheckedRecord judged = _context.Rules.Check(stated, target < 0);
        foreach (RecordIssue issue in judged.Issues)
            _issues.Tell(issue, row, issue.Severity == IssueSeverity.Error);
        if (judged.IsRejected)
        {
            Hold(target);
            return;
        }
        _people?.Add(target, row, judged.Record, supports);
        Plan(target, row, judged.Record, supports, place);
    }

    // Says what is to be done for a record that passed its rules.
    private void Plan(int target, MappedRow row, RosterRecord record, IReadOnlyList<RowSupport> supports, RowPlace place)
    {
        KnownRecord? known = target >= 0 ? _context.State.Read(_kind, target) : null;
        Change? change = known is null ? ChangeFactory.Create(row, record, supports) : _changes.Compare(known, row, record, supports);
        if (change is null)
        {
            Summary.Unchanged++;
            _decisions[target] = new Decision(Verdict.Unchanged, place, -1);
            if (!known!.Supports.SequenceEqual(supports) || !_index[target].IsSettled)
                _settled[target] = supports;
            return;
        }
        if (!Can(change.Action))
            return;
        Summary[change.Action]++;
        _decisions[target] = new Decision(Verdict.Changed, place, _context.Writer.Add(change));
        if (known is null)
            _context.Resolver.Create(row.Key, KnownState.NameOf(record));
        else
            _context.Resolver.Rename(known.Key, change.KeyAfter, KnownState.NameOf(change.After!));
    }

    /// <summary>Takes the decision for a person back and rejects the row.</summary>
    private void Reject(int target, MappedRow row, RecordIssue issue)
    {
        RowPlace place = _decisions[target].Place;
        Retract(target, row.Key, row.Record);
        _decisions[target] = new Decision(Verdict.None, place, -1);
        Hold(target);
        _issues.Tell(issue, row, rejects: true);
    }

    /// <summary>Takes the decision for a person back and decides again for a record without a broken value.</summary>
    private void Revise(int target, MappedRow row, RosterRecord record, IReadOnlyList<RowSupport> supports, RecordIssue issue)
    {
        RowPlace place = _decisions[target].Place;
        Retract(target, row.Key, record);
        _issues.Tell(issue, row, rejects: false);
        Plan(target, row, record, supports, place);
    }

    private void Hold(int target)
    {
        _decisions[target] = _decisions[target] with { Verdict = Verdict.Held };
        Summary.Rejected++;
    }

    private void RejectRow(SourceRecord source, KeyResolution resolution, SourceRow row, SourceLocation location)
    {
        Summary.Rejected++;
        if (!source.IsRejected)
            _issues.TellUnusable(resolution, location, row.Fingerprint);
        if (resolution.Code == IssueCodes.ReferenceMissing && !source.IsRejected)
            return;
        int target = resolution.Key is { } key ? _decisions.Target(key) : -1;
        bool isNew = source.HasSureKey && resolution.IsUsable && target < 0;
        if (isNew && KnownState.NameOf(source.Record) is { } name && _context.State.FindByName(_kind, name) is not -1 and var byName)
            (target, isNew) = (byName, false);
        if (isNew)
            return;
        if (target >= 0)
        {
            if (_decisions[target].Verdict == Verdict.None)
                _decisions[target] = new Decision(Verdict.Held, default, -1);
        }
        else
        {
            _everyRowHasKey = false;
        }
    }

    private void Remove(SourceFeed[] complete)
    {
        var removal = new RemovalPlanner(_context, _kind, _reconciler, PlanRemoval, Keep);
        removal.RemoveDependants(_decisions.VerdictOf, position => Retract(position, default, RosterRecord.Create(_kind)));
        if (complete.Length > 0 && _isComplete)
            removal.RemoveAbsent(_decisions.VerdictOf, new RemovalScope(_context.State, _kind, complete), _everyRowHasKey);
        removal.Guard();
    }

    private void Keep(int position, KnownRecord known)
    {
        Summary.Unchanged++;
        if ((known.Flags & KnownFlags.Absent) == KnownFlags.None)
            _context.Writer.Settle(new SettledRow(known.Key, known.Supports, IsAbsent: true));
    }

    private void PlanRemoval(int position, KnownRecord known, string reason)
    {
        RemovalAction removal = reason == "dependant" ? RemovalAction.Delete : _context.Policies[_kind].Removal;
        if (removal == RemovalAction.Keep || removal != RemovalAction.Delete && _reconciler.IsSuspended(known.Values))
        {
            Keep(position, known);
            return;
        }
        Change change = _changes.Remove(known, removal, reason);
        if (!Can(change.Action))
            return;
        Summary[change.Action]++;
        _decisions[position] = new Decision(Verdict.Changed, default, _context.Writer.Add(change));
        if (change.Action == ChangeAction.Delete)
            _context.Resolver.Delete(known.Key);
    }

    private bool Can(ChangeAction action)
    {
        // A rename or a return is an update to the LMS; an adoption writes nothing or updates.
        ChangeAction needed = action switch
        {
            ChangeAction.Rename or ChangeAction.Reactivate => ChangeAction.Update,
            _ => action,
        };
        if (action == ChangeAction.Adopt || _capabilities.Actions.Contains(needed))
            return true;
        _context.Block(IssueCodes.SinkLacks, $"The LMS cannot {needed.Name()} a {_kind.Name()}. Choose another policy for the kind, or another sink.", _kind);
        return false;
    }
}
