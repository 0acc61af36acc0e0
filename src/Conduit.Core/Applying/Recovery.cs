using Conduit.Planning;
using Conduit.Sinks;
using Conduit.State;
using Conduit.Transactions;

namespace Conduit.Applying;

/// <summary>
/// Finishes what a run that was cut off had begun: replays the log after the checkpoint, reads back what has no outcome, and
/// saves the state.
/// </summary>
internal sealed class Recovery(KnownState state, ITransactionLog log, ITransactionWriter writer, ILmsSink sink, TimeProvider clock)
{
    // Both made when first needed: most runs end as they should.
    private Dictionary<ChangeId, (IntentEntry Intent, string Source)>? _open;
    private ChangeEffects? _effects;

    /// <summary>Whether a part of the log could not be read, so that only the LMS itself can tell what it holds.</summary>
    public bool MustReadLms { get; private set; }

    private ChangeEffects Effects => _effects ??= new ChangeEffects(state);

    /// <summary>Recovers.</summary>
    /// <returns>How many changes were begun and had no outcome.</returns>
    public ValueTask<int> RunAsync(CancellationToken cancellationToken)
    {
        // As after every run that ended as it should: the log ends where the checkpoint does.
        if (writer.Position == state.Header.Log)
            return ValueTask.FromResult(0);
        bool anything = Replay();
        return anything || _open is not null ? FinishAsync(anything, cancellationToken) : ValueTask.FromResult(0);
    }

    private async ValueTask<int> FinishAsync(bool anything, CancellationToken cancellationToken)
    {
        int open = 0;
        if (_open is not null)
        {
            open = _open.Count;
            foreach (IGrouping<(Records.RecordKind Kind, string RunId, int Batch, string Source), Change> group in _open.Values
                .GroupBy(o => (o.Intent.Change.Kind, o.Intent.RunId, o.Intent.Batch, o.Source), o => o.Intent.Change))
            {
                await CloseAsync([.. group], group.Key.RunId, group.Key.Batch, group.Key.Source, cancellationToken).ConfigureAwait(false);
            }
        }
        if (!anything)
            return 0;
        _effects?.Rekey();
        await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
        state.Save(writer.Position);
        return open;
    }

    private bool Replay()
    {
        bool anything = false;
        string source = "";
        foreach (TransactionEntry entry in log.Read(state.Header.Log))
        {
            switch (entry)
            {
                case RunStartedEntry run:
                    anything = true;
                    source = run.Source;
                    state.Header.Feeds = [.. state.Header.Feeds.Where(f => f.Source != run.Source), .. run.Feeds];
                    break;
                case PendingEntry pending:
                    PendingSection.Take(state, pending.Rows, source);
                    break;
                case RunEndedEntry end:
                    PendingSection.End(state, source, end.Refused + end.Deferred == 0);
                    break;
                case IntentEntry intent:
                    (_open ??= [])[intent.Change.Id] = (intent, source);
                    break;
                case OutcomeEntry outcome:
                    Close(outcome);
                    break;
                case DamagedEntry:
                    MustReadLms = anything = true;
                    break;
            }
        }
        return anything;
    }

    private void Close(OutcomeEntry outcome)
    {
        foreach (ChangeResult result in outcome.Results)
        {
            if (result.Outcome == ChangeOutcome.Unknown || _open is null || !_open.Remove(result.Id, out (IntentEntry Intent, string Source) begun))
                continue;
            if (result.Outcome == ChangeOutcome.Applied)
                Effects.Apply(begun.Intent.Change, result, begun.Source, isRead: result.Stored is not null);
        }
    }

    private async ValueTask CloseAsync(Change[] changes, string runId, int batch, string source, CancellationToken cancellationToken)
    {
        List<ChangeResult> results;
        if (changes[0].Action == ChangeAction.Adopt && changes.All(c => c.ChangedFields.IsEmpty))
            results = [.. changes.Select(c => ChangeResult.Applied(c.Id, c.LmsId!))];
        else
            results = await ReadBack.ResolveAsync(sink, Referring(changes), cancellationToken).ConfigureAwait(false);
        writer.Append(new OutcomeEntry(runId, clock.GetUtcNow(), batch, results));
        foreach ((Change change, ChangeResult result) in changes.Zip(results))
        {
            MustReadLms |= result.Outcome == ChangeOutcome.Unknown;
            if (result.Outcome == ChangeOutcome.Applied)
                Effects.Apply(change, result, source, isRead: true);
        }
    }

    // The log holds no ids of what a change refers to; they are known by now.
    private Change[] Referring(Change[] changes)
    {
        foreach (Change change in changes)
            change.Refer(Effects.LmsIdOf);
        return changes;
    }
}
