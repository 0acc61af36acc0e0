using Conduit.Planning;
using Conduit.Records;
using Conduit.Sinks;
using Conduit.Sources;
using Conduit.State;

namespace Conduit.Reconciliation;

/// <summary>Decides about the rows of one kind that have to become records: new, changed, damaged, or one of several of their key.</summary>
internal sealed class RecordRows
{
    private readonly PlanContext _context;
    private readonly RecordKind _kind;
    private readonly KindCapabilities _capabilities;
    private readonly KindReconciler _reconciler;
    private readonly DecisionTable _decisions;
    private readonly KindIndex _index;
    private readonly KindIssues _issues;
    private readonly RepeatedRows _repeats;
    private readonly RecordMatcher _matcher;
    private readonly UsernameNumbering _usernames;
    private readonly ContestedRows _contested;
    private readonly DeltaRows _deltas;
    private readonly PendingRows _pending;
    private readonly PlainEnrollments? _plain;

    public RecordRows(PlanContext context, RecordKind kind, KindCapabilities capabilities, DecisionTable decisions, PlainEnrollments? plain)
    {
        _context = context;
        _kind = kind;
        _capabilities = capabilities;
        _reconciler = KindReconciler.Of(kind);
        _decisions = decisions;
        _index = context.State[kind];
        _plain = plain;
        _issues = new KindIssues(context, kind, _reconciler);
        _repeats = new RepeatedRows(context, kind);
        Planner = new RecordPlanner(context, kind, capabilities, decisions, _issues);
        _matcher = new RecordMatcher(context, kind, decisions, _issues);
        _usernames = new UsernameNumbering(context, kind, capabilities, decisions);
        _contested = new ContestedRows(context, kind, capabilities, decisions, Planner, _usernames, _issues, _repeats);
        _pending = new PendingRows(context, kind);
        _deltas = new DeltaRows(context, kind, decisions, Planner, _issues);
    }

    /// <summary>Decides for single records.</summary>
    public RecordPlanner Planner { get; }

    /// <summary>Whether it can be told of every row whose it is.</summary>
    public bool EveryRowHasKey { get; private set; } = true;

    private KindSummary Summary => _context.Header.Summary[_kind];

    /// <summary>Takes the rows that waited before this plan and wait no more.</summary>
    public void Release() => _pending.Release(TakePending);

    /// <summary>Takes a row that says what another said.</summary>
    public void AddRepeated(string file, long line) => _repeats.Add(file, line);

    /// <summary>Decides what can only be decided when all rows were taken.</summary>
    public async ValueTask DecideAsync(List<FeedRows> feeds, CancellationToken cancellationToken)
    {
        _matcher.Decide(at => _decisions[at].Verdict != Verdict.None || _deltas.Sets(at) || _usernames.Waits(at), Accept, Refuse);
        _usernames.Give(Accept);
        await _contested.ReadAgainAsync(feeds, cancellationToken).ConfigureAwait(false);
        _contested.Decide();
        _deltas.Decide();
        Planner.FinishPeople();
        _repeats.Tell();
        _pending.Finish();
    }

    /// <summary>Writes down which rows need not be looked at again.</summary>
    public void Finish() => Planner.Finish();

    /// <summary>Takes a row of which nothing was made yet.</summary>
    public void Take(SourceRow row, SourceLocation location, FeedRows rows, RowPlace place) => Take(_issues.Judge(row.Materialize()), row.Fingerprint, location, rows, place);

    /// <summary>Takes a row that became a record.</summary>
    /// <param name="source">The record.</param>
    /// <param name="fingerprint">The fingerprint of the row.</param>
    /// <param name="location">Where the row stands.</param>
    /// <param name="rows">The feed.</param>
    /// <param name="place">The place of the row among the rows of the kind.</param>
    public void Take(SourceRecord source, RecordFingerprint fingerprint, SourceLocation location, FeedRows rows, RowPlace place)
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
            Planner.Leave(target);
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
                Planner.Decide(target, row, row.Record, row.IsSupport ? [row.Support] : [], place);
                break;
            case Verdict.Held:
                break;
            case Verdict.Contested:
                _contested.Add(target, place, row);
                break;
            default:
                Planner.Retract(target, row.Key, row.Record);
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
            EveryRowHasKey = false;
        }
    }
}
