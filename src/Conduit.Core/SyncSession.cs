using System.Globalization;
using Conduit.Applying;
using Conduit.Planning;
using Conduit.Reconciliation;
using Conduit.Records;
using Conduit.Reporting;
using Conduit.Sinks;
using Conduit.Sources;
using Conduit.State;
using Conduit.Transactions;

namespace Conduit;

/// <summary>One use of the data folder, under its lock: the state is open, and what an earlier run left open is finished.</summary>
internal sealed class SyncSession : IAsyncDisposable
{
    private const int PlansKept = 3;

    private readonly RosterSync _sync;
    private readonly ITransactionWriter _writer;
    private readonly SinkCapabilities _capabilities;
    private readonly IProgress<SyncProgress>? _progress;
    private IReadOnlyList<PlanBlocker> _readingBlockers = [];

    private SyncSession(RosterSync sync, ITransactionWriter writer, KnownState state, SinkCapabilities capabilities, IProgress<SyncProgress>? progress)
    {
        _sync = sync;
        _writer = writer;
        State = state;
        _capabilities = capabilities;
        _progress = progress;
    }

    public KnownState State { get; }

    /// <summary>Whether the log could not tell what the LMS holds.</summary>
    public bool MustReadLms { get; private init; }

    private DateTimeOffset Now => _sync.Options.Clock.GetUtcNow();

    public static async ValueTask<SyncSession> OpenAsync(RosterSync sync, ITransactionWriter writer, IProgress<SyncProgress>? progress, CancellationToken cancellationToken)
    {
        KnownState state = KnownState.Open(sync.Log.Folder);
        try
        {
            SinkCapabilities capabilities = await sync.Sink.DescribeAsync(cancellationToken).ConfigureAwait(false);
            progress?.Report(new SyncProgress(SyncPhase.Recovering, null, 0, null));
            var recovery = new Recovery(state, sync.Log, writer, sync.Sink, sync.Options.Clock);
            await recovery.RunAsync(cancellationToken).ConfigureAwait(false);
            return new SyncSession(sync, writer, state, capabilities, progress) { MustReadLms = recovery.MustReadLms };
        }
        catch
        {
            state.Dispose();
            throw;
        }
    }

    /// <summary>Reads the LMS and saves what was found.</summary>
    public async ValueTask<IReadOnlyList<PlanBlocker>> RefreshAsync(CancellationToken cancellationToken)
    {
        var refresh = new LmsRefresh(State, _sync.Sink, _capabilities, _progress);
        await refresh.RunAsync(Now, cancellationToken).ConfigureAwait(false);
        _writer.Append(new LmsReadEntry(RunId(), Now, refresh.Records, refresh.Drifted, refresh.Vanished));
        await _writer.FlushAsync(cancellationToken).ConfigureAwait(false);
        State.Save(_writer.Position);
        return _readingBlockers = refresh.Blockers;
    }

    public async ValueTask<SyncPlan> PlanAsync(PlanRequest request, IReadOnlyList<SourceFeed> feeds, CancellationToken cancellationToken)
    {
        string folder = Path.Combine(_sync.Log.Folder, "plans");
        DropOldPlans(folder);
        var header = new PlanHeader
        {
            Id = PlanId(folder),
            CreatedAt = Now,
            StateId = State.Header.StateId,
            StateVersion = State.Header.Version,
            LmsReadAt = State.Header.LmsReadAt,
            Blockers = [.. _readingBlockers],
        };
        using var writer = new PlanWriter(folder);
        var context = new PlanContext(State, _sync.Source, _capabilities, _sync.Rules, _sync.Options.Policies, request, writer, header) { Progress = _progress, Effects = _sync.Options.Effects, PendingFor = _sync.Options.PendingFor };
        return await Planner.PlanAsync(context, feeds, Path.Combine(folder, header.Id + ".plan"), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<SyncReport> ApplyAsync(SyncPlan plan, CancellationToken cancellationToken)
    {
        if (plan.Header.StateId != State.Header.StateId)
            throw new PlanBlockedException([new PlanBlocker(IssueCodes.PlanStale, "The plan was made for another data folder. Make a new plan.")]);
        string runId = RunId();
        var applier = new Applier(State, _writer, _sync.Sink, _capabilities, _sync.Options.Apply, _sync.Options.Clock, _progress);
        ApplyTally tally = await applier.RunAsync(plan, runId, _sync.Source.Name, cancellationToken).ConfigureAwait(false);
        return new SyncReport(runId, plan, tally, Unmatched(plan, tally.Problems)) { Pruned = Prune() };
    }

    // The run is over, whatever becomes of this.
    private PruneReport? Prune()
    {
        if (!_sync.Options.Retention.IsLimited)
            return null;
        try
        {
            return LogPruning.Run(_sync.Log.Folder, _writer, _sync.Options.Retention, Now);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The report, ready to be read when the session is over.</summary>
    public UnmatchedReport Unmatched(SyncPlan plan, IReadOnlyList<ChangeProblem>? problems)
    {
        var lookalikes = new Lookalikes();
        UnmatchedRecord[] inLms = [.. UnmatchedRecords.OfLms(State, problems is null ? plan : null, lookalikes)];
        return new UnmatchedReport(() => UnmatchedRecords.OfSource(plan, problems ?? [], problems is not null, lookalikes).Concat(inLms));
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            State.Dispose();
        }
        finally
        {
            await _writer.DisposeAsync().ConfigureAwait(false);
        }
    }

    // A plan that is wanted for longer is saved to a file of its own.
    private static void DropOldPlans(string folder)
    {
        if (!Directory.Exists(folder))
            return;
        // Almost always there are few, and their names tell as much.
        if (Directory.GetFiles(folder, "*.plan").Length < PlansKept)
            return;
        FileInfo[] plans = new DirectoryInfo(folder).GetFiles("*.plan");
        Array.Sort(plans, (left, right) => right.LastWriteTimeUtc.CompareTo(left.LastWriteTimeUtc));
        for (int i = PlansKept - 1; i < plans.Length; i++)
            PrivateFile.Delete(plans[i].FullName);
    }

    // Two plans of one second must never share a file: the first would become the second under its reader's hands.
    private string PlanId(string folder)
    {
        string id = RunId();
        int last = 0;
        foreach (string path in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, id + "*.plan") : [])
        {
            string name = Path.GetFileNameWithoutExtension(path);
            last = Math.Max(last, name == id ? 1 : int.TryParse(name.AsSpan(id.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0);
        }
        return last == 0 ? id : id + "-" + (last + 1).ToString(CultureInfo.InvariantCulture);
    }

    // Time and the version of the state: two runs of one data folder never share it. Cut from a standard form, because for one of our own the framework compiles and sets up more.
    private string RunId() => Now.UtcDateTime.ToString("s", CultureInfo.InvariantCulture).Replace("-", "", StringComparison.Ordinal).Replace(":", "", StringComparison.Ordinal) + "Z-" + State.Header.Version.ToString("d6", CultureInfo.InvariantCulture);
}
