using Conduit.Records;
using Conduit.Reporting;
using Conduit.Sources;
using Conduit.Testing;
using Conduit.Tests.Support;
using Conduit.Transactions;

namespace Conduit.Tests;

public sealed class LogPruningTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly InMemorySink _lms = new();
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    private FileTransactionLog Log => new(_folder["data"]) { SmallestSegment = 1 };

    private string[] Segments => [.. Directory.GetFiles(_folder[Path.Combine("data", "log")]).Select(p => Path.GetFileName(p)[8..14]).Order(StringComparer.Ordinal)];

    private async Task<SyncReport> Run(int day, LogRetention? retention = null)
    {
        var sync = new RosterSync
        {
            Source = new RecordListSource("list", [new RecordListFeed("users", RecordKind.User, Coverage.Complete, [new UserRecord { IdNumber = "1", Username = "ada", City = $"C{day}" }])]),
            Sink = _lms,
            Log = Log,
            Options = new SyncOptions { Retention = retention ?? LogRetention.Everything },
        };
        return await sync.ApplyAsync(await sync.PlanAsync(cancellationToken: Token), cancellationToken: Token);
    }

    [Fact]
    public async Task Old_runs_are_forgotten_and_the_log_says_so()
    {
        for (int day = 1; day <= 6; day++)
            (await Run(day)).Pruned.ShouldBeNull();
        // The first segment begins with the reading of the LMS, before any run.
        Segments.ShouldBe(["000001", "000002", "000003", "000004", "000005", "000006", "000007"]);
        PruneReport report = await RosterSync.PruneAsync(Log, new LogRetention { Runs = 3 }, cancellationToken: Token);
        (report.Segments, report.Runs, report.HeldBack, report.Plans).ShouldBe((4, 3, 0, 0));
        Segments.ShouldBe(["000005", "000006", "000007"]);
        report.ToString().ShouldContain("3 runs were removed");
        TransactionEntry[] left = [.. Log.Read()];
        left.OfType<RunStartedEntry>().Count().ShouldBe(3);
        left[0].At.ShouldBe(report.ReachesBackTo!.Value);
        var told = left[^1].ShouldBeOfType<LogPrunedEntry>();
        (told.Through, told.Runs).ShouldBe((4, 3));
        (await Run(6)).Applied.ShouldBe(0);
        (await Run(7)).Applied.ShouldBe(1);
    }

    [Fact]
    public async Task What_the_two_newest_checkpoints_need_stays()
    {
        for (int day = 1; day <= 4; day++)
            await Run(day);
        PruneReport report = await RosterSync.PruneAsync(Log, new LogRetention { Age = TimeSpan.Zero }, cancellationToken: Token);
        Segments.ShouldBe(["000004", "000005"]);
        (report.HeldBack, report.Plans).ShouldBe((1, 3));
        report.ToString().ShouldContain("1 more are kept because the two newest checkpoints need them");

        // The newest checkpoint is damaged: the one before it and what was kept of the log are enough.
        string newest = Directory.GetFiles(_folder[Path.Combine("data", "state")], "*.index").Order(StringComparer.Ordinal).Last();
        await File.WriteAllBytesAsync(newest, [1, 2, 3], Token);
        (await RosterSync.PruneAsync(Log, new LogRetention { Runs = 1 }, cancellationToken: Token)).Segments.ShouldBe(0);
        (await Run(4)).Plan.Summary.ToString().ShouldBe("user =1");
    }

    [Fact]
    public async Task A_run_prunes_after_itself_when_it_is_told_to()
    {
        var retention = new LogRetention { Runs = 2 };
        for (int day = 1; day <= 5; day++)
            await Run(day, retention);
        Segments.ShouldBe(["000005", "000006"]);
        PruneReport pruned = (await Run(6, retention)).Pruned!;
        (pruned.Segments, pruned.Runs).ShouldBe((1, 1));
    }

    [Fact]
    public async Task A_log_that_cannot_forget_says_that_it_forgot_nothing()
    {
        await Run(1);
        (await RosterSync.PruneAsync(new UnforgettingLog(Log), new LogRetention { Runs = 1 }, cancellationToken: Token)).Segments.ShouldBe(0);
    }

    private sealed class UnforgettingLog(ITransactionLog inner) : ITransactionLog
    {
        public string Folder => inner.Folder;
        public async ValueTask<ITransactionWriter> OpenAsync(CancellationToken cancellationToken = default) => new Writer(await inner.OpenAsync(cancellationToken));
        public IEnumerable<TransactionEntry> Read(LogPosition from = default) => inner.Read(from);

        private sealed class Writer(ITransactionWriter inner) : ITransactionWriter
        {
            public LogPosition Position => inner.Position;
            public void Append(TransactionEntry entry) => inner.Append(entry);
            public ValueTask FlushAsync(CancellationToken cancellationToken = default) => inner.FlushAsync(cancellationToken);
            public ValueTask DisposeAsync() => inner.DisposeAsync();
        }
    }
}
