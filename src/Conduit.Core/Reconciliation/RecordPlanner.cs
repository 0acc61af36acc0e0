using Conduit.Planning;
using Conduit.Records;
using Conduit.Sinks;
using Conduit.State;
using Conduit.Validation;

namespace Conduit.Reconciliation;

/// <summary>Decides what is to be done for single records of one kind, and takes decisions back.</summary>
internal sealed class RecordPlanner
{
    private readonly PlanContext _context;
    private readonly RecordKind _kind;
    private readonly KindCapabilities _capabilities;
    private readonly KindReconciler _reconciler;
    private readonly KindPolicy _policy;
    private readonly ChangeFactory _changes;
    private readonly DecisionTable _decisions;
    private readonly KindIssues _issues;
    private readonly Dictionary<int, IReadOnlyList<RowSupport>> _settled = [];
    private readonly PeopleCheck? _people;
    private readonly EditNotes _edits;

    public RecordPlanner(PlanContext context, RecordKind kind, KindCapabilities capabilities, DecisionTable decisions, KindIssues issues)
    {
        _context = context;
        _kind = kind;
        _capabilities = capabilities;
        _reconciler = KindReconciler.Of(kind);
        _policy = context.Policies[kind];
        _changes = new ChangeFactory(_reconciler);
        _decisions = decisions;
        _issues = issues;
        _people = kind == RecordKind.User ? new PeopleCheck(context) : null;
        _edits = new EditNotes(context, kind);
    }

    private KindSummary Summary => _context.Header.Summary[_kind];

    /// <summary>Decides what can only be judged when all rows are read.</summary>
    public void FinishPeople() => _people?.Finish(Reject, Revise);

    /// <summary>Writes down which rows need not be looked at again, and tells what became of people's edits.</summary>
    public void Finish()
    {
        _edits.Tell();
        foreach ((int position, IReadOnlyList<RowSupport> supports) in _settled)
            _context.Writer.Settle(new SettledRow(_context.State.ReadKey(_kind, position), supports, IsAbsent: false));
    }

    /// <summary>Judges what the rows of a record state, and plans what follows.</summary>
    public void Decide(int target, MappedRow row, RosterRecord stated, IReadOnlyList<RowSupport> supports, RowPlace place)
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
        record = Owned(target, known, row, record);
        Change? change = known is null ? ChangeFactory.Create(row, record, supports) : _changes.Compare(known, row, record, supports);
        if (change is null)
        {
            Summary.Unchanged++;
            _decisions[target] = new Decision(Verdict.Unchanged, place, -1);
            if (!known!.Supports.SequenceEqual(supports) || !_context.State[_kind][target].IsSettled)
                _settled[target] = supports;
            return;
        }
        _edits.AddOverwritten(target, known, change, row);
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

    /// <summary>Leaves a record as it is because of what one of its rows says.</summary>
    public void Hold(int target)
    {
        Leave(target);
        Summary.Rejected++;
    }

    /// <summary>Leaves a record as it is; the row that is the reason is counted by the caller.</summary>
    public void Leave(int target) => _decisions[target] = _decisions[target] with { Verdict = Verdict.Held };

    // What of a row may be written: keys as the LMS spells them where case is no difference, and no field that belongs to the LMS.
    private RosterRecord Owned(int target, KnownRecord? known, MappedRow row, RosterRecord record)
    {
        if (known is not null && RecordKeys.IdField(_kind) is { } id)
            record = _policy.Spelled(record, known.Values[id].AsText());
        return _policy.Ownership.Owned(record, known?.Values, field => _edits.AddKept(target, known!, field, row));
    }

    /// <summary>Takes the decision for a record back.</summary>
    public void Retract(int target, RecordKey key, RosterRecord record)
    {
        Decision decision = _decisions[target];
        if (decision.Verdict == Verdict.Changed)
            Summary[_context.Writer.Retract(_kind, decision.Ticket)]--;
        else if (decision.Verdict is Verdict.Unchanged or Verdict.Skipped)
            Summary.Unchanged--;
        _settled.Remove(target);
        _people?.Forget(target);
        _edits.Forget(target);
        if (target < 0)
            _context.Resolver.Forget(key, KnownState.NameOf(record));
    }

    /// <summary>Keeps a record that no row speaks of.</summary>
    public void Keep(int position, KnownRecord known)
    {
        Summary.Unchanged++;
        if ((known.Flags & KnownFlags.Absent) == KnownFlags.None)
            _context.Writer.Settle(new SettledRow(known.Key, known.Supports, IsAbsent: true));
    }

    /// <summary>Plans the removal of a record by its policy.</summary>
    public void Remove(int position, KnownRecord known, string reason)
    {
        RemovalAction removal = reason == "dependant" ? RemovalAction.Delete : _policy.Removal;
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
