using Conduit.Planning;
using Conduit.Reconciliation;
using Conduit.Reporting;
using Conduit.Sinks;
using Conduit.Sources;
using Conduit.Transactions;
using Conduit.Validation;

namespace Conduit;

/// <summary>
/// The front door. Two sides are known, one plan is made, only the plan is applied, and every step is written down.
/// </summary>
public sealed class RosterSync
{
    /// <summary>The systems of record.</summary>
    public required IRecordSource Source { get; init; }

    /// <summary>The LMS.</summary>
    public required ILmsSink Sink { get; init; }

    /// <summary>The log; what is known of the LMS and the plans stand in its folder.</summary>
    public required ITransactionLog Log { get; init; }

    /// <summary>How the sync behaves.</summary>
    public SyncOptions Options { get; init; } = new();

    /// <summary>The rules that new and changed records must keep.</summary>
    public RecordRules Rules { get; init; } = RecordRules.Default;

    /// <summary>
    /// Makes a plan. Changes nothing in the LMS. Finishes first what a run that was cut off had begun, and reads the LMS when
    /// nothing is known of it or <see cref="SyncOptions.RefreshAfter"/> says so.
    /// </summary>
    /// <param name="request">What is different for this plan only.</param>
    /// <param name="progress">Told how far the work has come.</param>
    /// <param name="cancellationToken">Stops; the state stays as it was.</param>
    /// <exception cref="DataFolderException">The data folder is in use or cannot be used.</exception>
    /// <exception cref="SinkUnavailableException">The LMS cannot be reached.</exception>
    /// <exception cref="IOException">The source cannot be read.</exception>
    public async ValueTask<SyncPlan> PlanAsync(PlanRequest? request = null, IProgress<SyncProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        SyncSession session = await OpenAsync(progress, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            TimeSpan? oldest = Options.RefreshAfter;
            DateTimeOffset now = Options.Clock.GetUtcNow();
            bool isKnown = session.State.Header.LmsReadAt is not null && !session.MustReadLms;
            if (!isKnown || oldest is { } age && (session.State.Header.LmsReadAt is not { } readAt || now - readAt >= age))
                await session.RefreshAsync(cancellationToken).ConfigureAwait(false);
            // Not looked at beside the state: what is compiled and loaded for both would be waited for by both.
            IReadOnlyList<SourceFeed> feeds = await Source.DescribeAsync(cancellationToken).ConfigureAwait(false);
            return await session.PlanAsync(request ?? new PlanRequest(), feeds, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Applies a plan, and nothing but the plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="progress">Told how far the work has come.</param>
    /// <param name="cancellationToken">Stops between two batches; what was done is written down, and the report says so.</param>
    /// <exception cref="PlanBlockedException">The plan is blocked, or was made for another state.</exception>
    /// <exception cref="DataFolderException">The data folder is in use or cannot be used.</exception>
    /// <exception cref="SinkUnavailableException">The LMS cannot be reached.</exception>
    public async ValueTask<SyncReport> ApplyAsync(SyncPlan plan, IProgress<SyncProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (!plan.IsApplicable)
            throw new PlanBlockedException(plan.Blockers);
        SyncSession session = await OpenAsync(progress, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
            return await session.ApplyAsync(plan, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the LMS and brings what is known of it up to date.</summary>
    /// <returns>Why nothing may be removed by this reading; empty when it was whole.</returns>
    /// <exception cref="DataFolderException">The data folder is in use or cannot be used.</exception>
    /// <exception cref="SinkUnavailableException">The LMS cannot be reached.</exception>
    public async ValueTask<IReadOnlyList<PlanBlocker>> RefreshAsync(IProgress<SyncProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        SyncSession session = await OpenAsync(progress, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
            return await session.RefreshAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the LMS, compares it with the source, and tells what stands on one side only. Changes nothing in the LMS.</summary>
    /// <param name="progress">Told how far the work has come.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="DataFolderException">The data folder is in use or cannot be used.</exception>
    /// <exception cref="SinkUnavailableException">The LMS cannot be reached.</exception>
    public async ValueTask<UnmatchedReport> FindUnmatchedAsync(IProgress<SyncProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        SyncSession session = await OpenAsync(progress, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            await session.RefreshAsync(cancellationToken).ConfigureAwait(false);
            SyncPlan plan = await session.PlanAsync(new PlanRequest(), await Source.DescribeAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            return session.Unmatched(plan, null);
        }
    }

    /// <summary>
    /// Forgets what is old in the log, by age and by number of runs. Only whole segments go, and only those that the two newest
    /// checkpoints, read and found whole, do not need to recover; the report says what can no longer be told. Where it is stopped
    /// nothing is lost, and pruning again goes on.
    /// </summary>
    /// <param name="log">The log.</param>
    /// <param name="retention">What is to be kept.</param>
    /// <param name="clock">The clock; the system's when left out.</param>
    /// <param name="cancellationToken">Stops before anything is removed.</param>
    /// <exception cref="DataFolderException">The data folder is in use or cannot be used.</exception>
    /// <exception cref="IOException">Not everything could be removed.</exception>
    public static async ValueTask<PruneReport> PruneAsync(ITransactionLog log, LogRetention retention, TimeProvider? clock = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(retention);
        ITransactionWriter writer = await log.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (writer.ConfigureAwait(false))
            return LogPruning.Run(log.Folder, writer, retention, (clock ?? TimeProvider.System).GetUtcNow());
    }

    private async ValueTask<SyncSession> OpenAsync(IProgress<SyncProgress>? progress, CancellationToken cancellationToken)
    {
        ITransactionWriter writer = await Log.OpenAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await SyncSession.OpenAsync(this, writer, progress, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await writer.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
