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

    public async Task SendAsync(IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        var ready = new List<Change>(changes.Count);
        var results = new List<(Change, ChangeResult)>();
        int number;
        await _books.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            number = ++_number;
            foreach (Change change in changes)
            {
                Change referring = Refer(change);
                if (referring.References.All(r => r.LmsId is not null))
                    ready.Add(referring);
                else
                    results.Add((change, ChangeResult.Deferred(change.Id, IssueCodes.ReferenceNotApplied, "What the record refers to was not applied. It is tried again in the next run.")));
                writer.Append(new IntentEntry(runId, clock.GetUtcNow(), number, change));
            }
            await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _books.Release();
        }
        await CloseAsync(number, results, isRead: false, CancellationToken.None).ConfigureAwait(false);
        await AttemptAsync(number, ready, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _books.Dispose();

    private async Task AttemptAsync(int number, List<Change> open, CancellationToken cancellationToken)
    {
        TimeSpan wait = options.FirstWait;
        for (int attempt = 1; open.Count > 0; attempt++)
        {
            List<ChangeResult> results;
            try
            {
                results = await AskAsync(number, open, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                HasOpenBatch = true;
                throw;
            }
            Dictionary<ChangeId, ChangeResult> byId = results.ToDictionary(r => r.Id);
            Change[] unknown = [.. open.Where(c => byId[c.Id].Outcome == ChangeOutcome.Unknown)];
            var read = new HashSet<ChangeId>();
            if (unknown.Length > 0)
                await ReadBackAsync(unknown, byId, read, cancellationToken).ConfigureAwait(false);
            bool last = attempt >= options.Attempts;
            (Change, ChangeResult)[] done = [.. open.Select(c => (c, byId[c.Id])).Where(r => last || r.Item2.Outcome is ChangeOutcome.Applied or ChangeOutcome.Refused)];
            await CloseAsync(number, [.. done.Where(d => !read.Contains(d.Item1.Id))], isRead: false, CancellationToken.None).ConfigureAwait(false);
            await CloseAsync(number, [.. done.Where(d => read.Contains(d.Item1.Id))], isRead: true, CancellationToken.None).ConfigureAwait(false);
            open = last ? [] : [.. open.Where(c => byId[c.Id].Outcome is ChangeOutcome.Deferred or ChangeOutcome.Unknown)];
            if (open.Count == 0)
                break;
            TimeSpan asked = open.Max(c => byId[c.Id].RetryAfter) ?? TimeSpan.Zero;
            try
            {
                await Task.Delay(asked > wait ? asked : wait, clock, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (open.All(c => byId[c.Id].Outcome == ChangeOutcome.Deferred))
            {
                // Nothing of these happened, and that is certain: the batch is closed although the run stops.
                await CloseAsync(number, [.. open.Select(c => (c, byId[c.Id]))], isRead: false, CancellationToken.None).ConfigureAwait(false);
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

    private async Task<List<ChangeResult>> AskAsync(int number, List<Change> open, CancellationToken cancellationToken)
    {
        var results = new List<ChangeResult>(open.Count);
        var toSend = new List<Change>(open.Count);
        foreach (Change change in open)
        {
            // An adoption that differs in nothing is known to us alone.
            if (change.Action == ChangeAction.Adopt && change.ChangedFields.IsEmpty)
                results.Add(ChangeResult.Applied(change.Id, change.LmsId!));
            else
                toSend.Add(change);
        }
        if (toSend.Count == 0)
            return results;
        try
        {
            IReadOnlyList<ChangeResult> answers = await sink.ApplyAsync(new ChangeBatch(runId, number, toSend[0].Kind, toSend), cancellationToken).ConfigureAwait(false);
            HashSet<ChangeId> asked = [.. toSend.Select(c => c.Id)];
            results.AddRange(answers.Where(a => asked.Remove(a.Id)));
            results.AddRange(asked.Select(id => ChangeResult.Unknown(id, "no-answer", "The sink gave no result for the change.")));
        }
        catch (SinkUnavailableException exception)
        {
            results.AddRange(toSend.Select(c => ChangeResult.Deferred(c.Id, "lms-unavailable", exception.Message)));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Whatever broke inside the sink, the LMS may have taken some of it. Its message may hold anything, so it is not repeated.
            results.AddRange(toSend.Select(c => ChangeResult.Unknown(c.Id, "sink-failed", $"The sink failed with {exception.GetType().Name}.")));
        }
        return results;
    }

    private async Task ReadBackAsync(Change[] unknown, Dictionary<ChangeId, ChangeResult> byId, HashSet<ChangeId> read, CancellationToken cancellationToken)
    {
        try
        {
            foreach (ChangeResult result in await ReadBack.ResolveAsync(sink, unknown, cancellationToken).ConfigureAwait(false))
            {
                byId[result.Id] = result;
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
    }

    private async Task CloseAsync(int number, List<(Change Change, ChangeResult Result)> results, bool isRead, CancellationToken cancellationToken)
    {
        if (results.Count == 0)
            return;
        await _books.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            writer.Append(new OutcomeEntry(runId, clock.GetUtcNow(), number, [.. results.Select(r => r.Result)]));
            await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
            foreach ((Change change, ChangeResult result) in results)
            {
                Tally.Count(change, result);
                HasOpenBatch |= result.Outcome == ChangeOutcome.Unknown;
                if (result.Outcome == ChangeOutcome.Applied)
                    effects.Apply(change, result, source, isRead);
            }
        }
        finally
        {
            _books.Release();
        }
    }

    private Change Refer(Change change) => change.References.Count == 0 || change.Action == ChangeAction.Delete
        ? change.WithReferences([.. change.References.Select(r => r with { LmsId = effects.LmsIdOf(r.Key) ?? "" })])
        : change.WithReferences([.. change.References.Select(r => r with { LmsId = effects.LmsIdOf(r.Key) })]);
}
