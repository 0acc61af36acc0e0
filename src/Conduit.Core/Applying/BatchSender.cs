using Conduit.Planning;
using Conduit.Records;
using Conduit.Sinks;
using Conduit.Transactions;

namespace Conduit.Applying;

/// <summary>
/// Sends one batch: intent to the log, changes to the LMS, outcome to the log, effect to the state; again, after a wait, for
/// what was deferred, and after a reading back for what is unknown.
/// </summary>
internal sealed class BatchSender(
    ILmsSink sink, ITransactionWriter writer, ChangeEffects effects, ApplyOptions options, TimeProvider clock, string runId, string source) : IDisposable
{
    private readonly SemaphoreSlim _books = new(1, 1);
    private int _number;

    /// <summary>Whether a batch was begun and never closed: then the log must be replayed before the state may be trusted.</summary>
    public bool HasOpenBatch { get; private set; }

    public ApplyTally Tally { get; } = new();

    /// <summary>Writes down what is about to be sent.</summary>
    public async Task<PreparedBatch> PrepareAsync(List<Change> changes, CancellationToken cancellationToken)
    {
        var ready = new List<Change>(changes.Count);
        var waiting = new List<Change>();
        int number;
        await _books.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            number = ++_number;
            foreach (Change change in changes)
            {
                // What is deleted may have lost what it referred to already.
                bool refers = change.Action == ChangeAction.Delete ? change.Refer(k => effects.LmsIdOf(k) ?? "") : change.Refer(effects.LmsIdOf);
                (refers ? ready : waiting).Add(change);
                writer.Append(new IntentEntry(runId, clock.GetUtcNow(), number, change));
            }
            await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _books.Release();
        }
        return new PreparedBatch(number, ready, waiting);
    }

    /// <summary>Sends what was written down.</summary>
    public async Task SendAsync(PreparedBatch batch, CancellationToken cancellationToken)
    {
        await CloseAsync(batch.Number, batch.Waiting, [.. batch.Waiting.Select(Waits)], isRead: false, CancellationToken.None).ConfigureAwait(false);
        await AttemptAsync(batch.Number, batch.Ready, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Closes what was written down and, because the run stops, is never sent.</summary>
    public async Task AbandonAsync(PreparedBatch batch)
    {
        Change[] changes = [.. batch.Waiting, .. batch.Ready];
        try
        {
            await CloseAsync(batch.Number, [.. changes], [.. changes.Select(c => ChangeResult.Deferred(c.Id, "run-stopped", "The run stopped before the change was sent. It is tried again in the next run."))], isRead: false, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The log takes no more; what stopped the run is told, and the next run finds the batch open.
            HasOpenBatch = true;
        }
    }

    /// <summary>Leaves a change out whose record is no longer as the plan found it; asked while no batch changes the state.</summary>
    public async ValueTask<bool> LeavesOutAsync(Change change, Func<Change, bool> stillHolds, CancellationToken cancellationToken)
    {
        await _books.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (stillHolds(change))
                return false;
            Tally.Stale++;
            Tally.Count(change, ChangeResult.Deferred(change.Id, IssueCodes.PlanStale, "The record is no longer as the plan found it. Make a new plan."));
            return true;
        }
        finally
        {
            _books.Release();
        }
    }

    public void Dispose() => _books.Dispose();

    private async Task AttemptAsync(int number, List<Change> open, CancellationToken cancellationToken)
    {
        TimeSpan wait = options.FirstWait;
        for (int attempt = 1; open.Count > 0; attempt++)
        {
            ChangeResult[] results;
            try
            {
                results = await AskAsync(number, open, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                HasOpenBatch = true;
                throw;
            }
            HashSet<ChangeId> read = [];
            if (Array.Exists(results, r => r.Outcome == ChangeOutcome.Unknown))
                read = await ReadBackAsync(open, results, cancellationToken).ConfigureAwait(false);
            bool last = attempt >= options.Attempts;
            Sorted sorted = Sort(open, results, read, last);
            await CloseAsync(number, sorted.Done, sorted.Results, isRead: false, CancellationToken.None).ConfigureAwait(false);
            await CloseAsync(number, sorted.DoneRead, sorted.ReadResults, isRead: true, CancellationToken.None).ConfigureAwait(false);
            open = sorted.Open;
            if (open.Count == 0)
                break;
            TimeSpan asked = sorted.OpenResults.Max(r => r.RetryAfter) ?? TimeSpan.Zero;
            try
            {
                await Task.Delay(asked > wait ? asked : wait, clock, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (sorted.OpenResults.TrueForAll(r => r.Outcome == ChangeOutcome.Deferred))
            {
                // Nothing of these happened, and that is certain: the batch is closed although the run stops.
                await CloseAsync(number, open, sorted.OpenResults, isRead: false, CancellationToken.None).ConfigureAwait(false);
                throw;
            }
            catch (OperationCanceledException)
            {
                HasOpenBatch = true;
                throw;
            }
            wait = TimeSpan.FromTicks(Math.Min(wait.Ticks * 2, options.LongestWait.Ticks));
        }
    }

    // What is over, in the order of the batch, and what is worth another try.
    private static Sorted Sort(List<Change> changes, ChangeResult[] results, HashSet<ChangeId> read, bool isLast)
    {
        if (read.Count == 0 && (isLast || Array.TrueForAll(results, IsOver)))
            return new Sorted(changes, [.. results], [], [], [], []);
        var sorted = new Sorted([], [], [], [], [], []);
        for (int i = 0; i < results.Length; i++)
        {
            (List<Change> to, List<ChangeResult> of) = !isLast && !IsOver(results[i]) ? (sorted.Open, sorted.OpenResults)
                : read.Contains(results[i].Id) ? (sorted.DoneRead, sorted.ReadResults)
                : (sorted.Done, sorted.Results);
            to.Add(changes[i]);
            of.Add(results[i]);
        }
        return sorted;
    }

    private static bool IsOver(ChangeResult result) => result.Outcome is ChangeOutcome.Applied or ChangeOutcome.Refused;

    private static ChangeResult Waits(Change change) =>
        ChangeResult.Deferred(change.Id, IssueCodes.ReferenceNotApplied, "What the record refers to was not applied. It is tried again in the next run.");

    // One result for each change, in their order.
    private async Task<ChangeResult[]> AskAsync(int number, List<Change> open, CancellationToken cancellationToken)
    {
        // An adoption that differs in nothing is known to us alone.
        List<Change> toSend = open.TrueForAll(IsSent) ? open : [.. open.Where(IsSent)];
        if (toSend.Count == 0)
            return [.. open.Select(c => ChangeResult.Applied(c.Id, c.LmsId!))];
        try
        {
            IReadOnlyList<ChangeResult> answers = await sink.ApplyAsync(new ChangeBatch(runId, number, toSend[0].Kind, toSend), cancellationToken).ConfigureAwait(false);
            return Align(open, answers);
        }
        catch (SinkUnavailableException exception)
        {
            return Answer(open, c => ChangeResult.Deferred(c.Id, "lms-unavailable", exception.Message));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Whatever broke inside the sink, the LMS may have taken some of it. Its message may hold anything, so it is not repeated.
            return Answer(open, c => ChangeResult.Unknown(c.Id, "sink-failed", $"The sink failed with {exception.GetType().Name}."));
        }
    }

    private static bool IsSent(Change change) => change.Action != ChangeAction.Adopt || !change.ChangedFields.IsEmpty;

    private static ChangeResult[] Answer(List<Change> changes, Func<Change, ChangeResult> answer) =>
        [.. changes.Select(c => IsSent(c) ? answer(c) : ChangeResult.Applied(c.Id, c.LmsId!))];

    private static ChangeResult[] Align(List<Change> changes, IReadOnlyList<ChangeResult> answers)
    {
        if (answers.Count == changes.Count && answers.Select(a => a.Id).SequenceEqual(changes.Select(c => c.Id)))
            return [.. answers];
        var byId = new Dictionary<ChangeId, ChangeResult>(answers.Count);
        foreach (ChangeResult answer in answers)
            byId.TryAdd(answer.Id, answer);
        return Answer(changes, c => byId.GetValueOrDefault(c.Id) ?? ChangeResult.Unknown(c.Id, "no-answer", "The sink gave no result for the change."));
    }

    private async Task<HashSet<ChangeId>> ReadBackAsync(List<Change> changes, ChangeResult[] results, CancellationToken cancellationToken)
    {
        var places = new Dictionary<ChangeId, int>();
        for (int i = 0; i < results.Length; i++)
        {
            if (results[i].Outcome == ChangeOutcome.Unknown)
                places.Add(results[i].Id, i);
        }
        var read = new HashSet<ChangeId>();
        try
        {
            foreach (ChangeResult result in await ReadBack.ResolveAsync(sink, [.. places.Values.Select(i => changes[i])], cancellationToken).ConfigureAwait(false))
            {
                results[places[result.Id]] = result;
                read.Add(result.Id);
            }
        }
        catch (OperationCanceledException)
        {
            HasOpenBatch = true;
            throw;
        }
        catch (Exception)
        {
            // They stay unknown; the next attempt, or the next run, reads them back again.
        }
        return read;
    }

    private async Task CloseAsync(int number, List<Change> changes, List<ChangeResult> results, bool isRead, CancellationToken cancellationToken)
    {
        if (results.Count == 0)
            return;
        await _books.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            writer.Append(new OutcomeEntry(runId, clock.GetUtcNow(), number, results));
            await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
            for (int i = 0; i < results.Count; i++)
            {
                Tally.Count(changes[i], results[i]);
                HasOpenBatch |= results[i].Outcome == ChangeOutcome.Unknown;
                if (results[i].Outcome == ChangeOutcome.Applied)
                    effects.Apply(changes[i], results[i], source, isRead);
            }
        }
        finally
        {
            _books.Release();
        }
    }

    private sealed record Sorted(
        List<Change> Done, List<ChangeResult> Results, List<Change> DoneRead, List<ChangeResult> ReadResults, List<Change> Open, List<ChangeResult> OpenResults);
}
