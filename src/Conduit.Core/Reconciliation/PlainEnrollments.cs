using Conduit.Planning;
using Conduit.Records;
using Conduit.Sinks;
using Conduit.Sources;

namespace Conduit.Reconciliation;

/// <summary>
/// Plans enrollments without making records of them: there are ten times as many as of anything else, and almost all of those that change hold nothing but ids, a role, a status and two
/// dates. Whatever is not as plain as that is left to <see cref="RecordPlanner"/>; what is decided here is what it would decide, to the byte. One piece of rows is decided about on the
/// second core, where there is one, while the rows of the next are found; then it counts, row by row, as if each had been decided when it was read.
/// </summary>
internal sealed class PlainEnrollments : IDisposable
{
    private const RecordKind Kind = RecordKind.Enrollment;

    private readonly PlanContext _context;
    private readonly DecisionTable _decisions;
    private readonly KindSummary _summary;
    private readonly PlainDecider _decider;
    private readonly Action<PlainPiece, int> _takeWhole;
    private PlainPiece _filling = new();
    private PlainPiece _deciding = new();
    // Lines of the piece that counted last. They lie where the next but one will put its own, so whoever decides about that one writes them before.
    private LineRuns? _counted;
    private LineRuns? _toWrite;
    // Null where there is one core.
    private readonly PieceThread? _thread;

    private PlainEnrollments(PlanContext context, DecisionTable decisions, RemovalAction removal, Action<PlainPiece, int> takeWhole)
    {
        _context = context;
        _decisions = decisions;
        _summary = context.Header.Summary[Kind];
        _decider = new PlainDecider(context, removal);
        _takeWhole = takeWhole;
        if (Environment.ProcessorCount > 1)
            _thread = new PieceThread(Work);
    }

    /// <summary>Those who plan a kind; null where every row has to become a record.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="context">The plan.</param>
    /// <param name="capabilities">What the LMS can do with the kind.</param>
    /// <param name="decisions">The decisions of the kind.</param>
    /// <param name="takeWhole">Takes an item of a piece that is not plain after all.</param>
    public static PlainEnrollments? For(RecordKind kind, PlanContext context, KindCapabilities capabilities, DecisionTable decisions, Action<PlainPiece, int> takeWhole)
    {
        KindPolicy policy = context.Policies[kind];
        // A record that states nothing breaks no rule of ours; of a rule of the host's nothing is known.
        bool isPlain = kind == Kind && context.Request.TakesPlainRows && policy.Ownership.Rules.Count == 0 && context.Rules.AreSurelyKept(new PlainRecord(Kind))
            && capabilities.Actions.Contains(ChangeAction.Create) && capabilities.Actions.Contains(ChangeAction.Update)
            && (capabilities.Fields.Bits | PlainDecider.References) == (1UL << RecordFields.Of(Kind).Count) - 1;
        if (!isPlain)
            return null;
        bool removes = policy.Removal is RemovalAction.Suspend or RemovalAction.Delete && capabilities.Actions.Contains(PlainDecider.ActionOf(policy.Removal));
        return new PlainEnrollments(context, decisions, removes ? policy.Removal : RemovalAction.Keep, takeWhole);
    }

    /// <summary>Rows whose skipping was taken back; null when there are none.</summary>
    public List<RowPlace>? Skipped { get; private set; }

    /// <summary>Takes a row of a feed that brings all of its rows each time.</summary>
    /// <returns>False when the row has to become a record.</returns>
    public bool TryAdd(SourceReader reader, in SourceRow row, FeedRows rows, RowPlace place)
    {
        if (_filling.IsFull || _filling.Rows != rows || _filling.File != reader.File)
            HandOver(rows, reader.File);
        ref PlainItem next = ref _filling.Next();
        if (!reader.TryReadPlain(next.Record) || !next.Record.States(EnrollmentFields.CourseIdNumber.Ordinal) || !next.Record.States(EnrollmentFields.UserIdNumber.Ordinal))
            return false;
        (next.Place, next.Line, next.Row) = (place, row.Line, row.Fingerprint.Bits);
        _filling.Add();
        return true;
    }

    /// <summary>Takes a record that no row speaks of and that goes by the policy.</summary>
    public void AddAbsent(int position)
    {
        if (_filling.IsFull || _filling.Rows is not null)
            HandOver(null, "");
        _filling.Next().Position = position;
        _filling.Add();
    }

    /// <summary>
    /// Takes it back that a row was skipped, where it stands behind one that counts only now: it has to be looked at once more, as it would have been if the other had counted at once.
    /// </summary>
    public void TakeSkipBack(int target, RowPlace place)
    {
        if (target < 0 || _decisions[target] is not { Verdict: Verdict.Skipped, Place: var skipped } || !skipped.IsBehind(place))
            return;
        (Skipped ??= []).Add(skipped);
        _summary.Unchanged--;
        _decisions[target] = new Decision(Verdict.None, default, -1);
    }

    /// <summary>Sees to it that everything taken so far counts.</summary>
    public void Drain()
    {
        // The one that is filled, the one that is decided about, and the lines of the last.
        HandOver(null, "");
        HandOver(null, "");
        HandOver(null, "");
    }

    public void Dispose()
    {
        // What the work reads is about to be closed.
        _thread?.Dispose();
        _decider.Dispose();
    }

    // Has the filled piece decided about, and meanwhile lets the one before it count.
    private void HandOver(FeedRows? rows, string file)
    {
        _thread?.Wait();
        PlainPiece decided = _deciding;
        (_deciding, _filling) = (_filling, decided);
        (_toWrite, _counted) = (_counted, null);
        if (_thread is null || _deciding.Count == 0)
            Work(_deciding);
        else
            _thread.Start(_deciding);
        Count(decided);
        _filling.Restart(rows, file);
    }

    private void Work(PlainPiece piece)
    {
        if (_toWrite is not null)
            _context.Writer.Write(_toWrite);
        _decider.Decide(piece);
    }

    private void Count(PlainPiece piece)
    {
        for (int i = 0; i < piece.Count; i++)
        {
            ref PlainItem item = ref piece[i];
            if (item.Action is not { } action)
            {
                TakeWhole(piece, i);
                continue;
            }
            int target = item.Position >= 0 ? item.Position : _decisions.NewTarget(item.Key);
            if (piece.Rows is not null)
                TakeSkipBack(target, item.Place);
            if (_decisions.VerdictOf(target) != Verdict.None)
            {
                TakeWhole(piece, i);
                continue;
            }
            _summary[action]++;
            _decisions[target] = new Decision(Verdict.Changed, piece.Rows is null ? default : item.Place, _context.Writer.Add(Kind, action, piece.Lines, item.LineStart, item.LineLength));
        }
        _counted = _context.Writer.HandOut();
    }

    private void TakeWhole(PlainPiece piece, int at)
    {
        // What comes of it is written at once, and has to stand behind what counted before.
        _thread?.Wait();
        _takeWhole(piece, at);
    }
}
