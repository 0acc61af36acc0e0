using Conduit.Planning;
using Conduit.Records;
using Conduit.Sinks;
using Conduit.State;
using Conduit.Transactions;

namespace Conduit.Applying;

/// <summary>
/// Carries a plan out, section by section: every kind in order, then removals in reverse. Inside a section batches run side by
/// side as far as the sink allows.
/// </summary>
internal sealed class Applier(
    KnownState state, ITransactionWriter writer, ILmsSink sink, SinkCapabilities capabilities, ApplyOptions options, TimeProvider clock, IProgress<SyncProgress>? progress)
{
    private readonly ChangeEffects _effects = new(state);
    private Lane[] _lanes = [];

    public async ValueTask<ApplyTally> RunAsync(SyncPlan plan, string runId, string source, CancellationToken cancellationToken)
    {
        bool moved = plan.Header.StateVersion != state.Header.Version;
        writer.Append(new RunStartedEntry(runId, clock.GetUtcNow(), plan.Id, source, capabilities.Name) { Feeds = plan.Feeds });
        foreach (RecordIssue issue in plan.ReadIssues())
            writer.Append(new IssueEntry(runId, clock.GetUtcNow(), issue));

        using var sender = new BatchSender(sink, writer, _effects, options, clock, runId, source);
        try
        {
            await SendAllAsync(plan, sender, moved, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            sender.Tally.IsCancelled = true;
        }
        finally
        {
            // Whatever stopped one lane, no other may go on writing once the log is closed.
            await Task.WhenAll(_lanes.Select(l => l.UnderWay)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        ApplyTally tally = sender.Tally;
        writer.Append(new RunEndedEntry(runId, clock.GetUtcNow(), tally.Total(ChangeOutcome.Applied), tally.Total(ChangeOutcome.Refused), plan.Summary.Changes - tally.Total(ChangeOutcome.Applied) - tally.Total(ChangeOutcome.Refused)));
        await writer.FlushAsync(CancellationToken.None).ConfigureAwait(false);

        // With an open batch the log after the old checkpoint is needed: the next run replays it and reads back.
        if (sender.HasOpenBatch)
            return tally;
        progress?.Report(new SyncProgress(SyncPhase.Saving, null, 0, null));
        if (!tally.IsCancelled)
            Settle(plan, source, moved);
        _effects.Rekey();
        state.Save(writer.Position);
        return tally;
    }

    private async ValueTask SendAllAsync(SyncPlan plan, BatchSender sender, bool moved, CancellationToken cancellationToken)
    {
        long total = plan.Summary.Changes;
        long done = 0;
        KindCapabilities? of = null;
        (RecordKind, bool)? section = null;
        foreach (Change change in ReadAhead.Of(plan.ReadChanges()))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (section != (change.Kind, change.Action.IsRemoval()))
            {
                await DrainAsync(sender, cancellationToken).ConfigureAwait(false);
                section = (change.Kind, change.Action.IsRemoval());
                of = capabilities.Of(change.Kind) ?? throw new InvalidOperationException($"The LMS holds no {change.Kind.Name()} records.");
                _lanes = [.. Enumerable.Range(0, Math.Clamp(Math.Min(of.Concurrency, options.Concurrency), 1, 64)).Select(_ => new Lane())];
            }
            progress?.Report(new SyncProgress(SyncPhase.Applying, change.Kind, ++done, total));
            if (moved && await sender.LeavesOutAsync(change, StillHolds, cancellationToken).ConfigureAwait(false))
                continue;
            Lane lane = _lanes[LaneOf(change, of!)];
            lane.Filling.Add(change);
            if (lane.Filling.Count >= of!.BatchSize)
                await StartAsync(lane, sender, cancellationToken).ConfigureAwait(false);
        }
        await DrainAsync(sender, cancellationToken).ConfigureAwait(false);
    }

    // The intents of a batch are written down while the batch before it is with the LMS.
    private static async ValueTask StartAsync(Lane lane, BatchSender sender, CancellationToken cancellationToken)
    {
        List<Change> batch = lane.Filling;
        lane.Filling = [];
        PreparedBatch prepared = await sender.PrepareAsync(batch, cancellationToken).ConfigureAwait(false);
        try
        {
            await lane.UnderWay.ConfigureAwait(false);
        }
        catch
        {
            await sender.AbandonAsync(prepared).ConfigureAwait(false);
            throw;
        }
        lane.UnderWay = Task.Run(() => sender.SendAsync(prepared, cancellationToken), CancellationToken.None);
    }

    private async ValueTask DrainAsync(BatchSender sender, CancellationToken cancellationToken)
    {
        foreach (Lane lane in _lanes)
        {
            if (lane.Filling.Count > 0)
                await StartAsync(lane, sender, cancellationToken).ConfigureAwait(false);
        }
        foreach (Lane lane in _lanes)
            await lane.UnderWay.ConfigureAwait(false);
    }

    // Changes that share what the sink partitions by go through one lane, so they never run at the same time.
    private int LaneOf(Change change, KindCapabilities of)
    {
        if (_lanes.Length == 1)
            return 0;
        RecordKey by = change.Key;
        foreach (RecordReference reference in change.References)
        {
            if (reference.Key.Kind == of.PartitionBy)
                by = reference.Key;
        }
        return (int)(state.Key.Hash(by).Low % (ulong)_lanes.Length);
    }

    private bool StillHolds(Change change)
    {
        int at = state.Find(change.Key);
        if (change.Before is null)
            return at < 0;
        return at >= 0 && RecordComparison.SameContent(state.Read(change.Kind, at).Values, change.Before);
    }

    private void Settle(SyncPlan plan, string source, bool moved)
    {
        state.Header.Feeds = [.. state.Header.Feeds.Where(f => f.Source != source), .. plan.Feeds];
        state.Header.Rejections = plan.Header.Rejections;
        if (moved)
            return;
        foreach (SettledRow row in plan.ReadSettled())
        {
            int at = state.Find(row.Key);
            if (at < 0)
                continue;
            KnownFlags flags = state[row.Key.Kind][at].Flags;
            flags = row.IsAbsent ? flags | KnownFlags.Absent : KnownFlags.Managed | flags & KnownFlags.Protected;
            state.Settle(row.Key.Kind, at, source, row.Supports, flags);
        }
    }
}
