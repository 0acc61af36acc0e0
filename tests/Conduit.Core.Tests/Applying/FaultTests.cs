using Conduit.Applying;
using Conduit.Planning;
using Conduit.Records;
using Conduit.Reporting;
using Conduit.Sinks;
using Conduit.Sources;
using Conduit.Testing;
using Conduit.Tests.Support;
using Conduit.Transactions;

namespace Conduit.Tests.Applying;

/// <summary>An LMS that misbehaves: in the end it holds what it would have held, and nothing twice.</summary>
public sealed class FaultTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    private static RecordListFeed[] Roster(int users = 40) =>
    [
        Feed("users", [.. Enumerable.Range(1, users).Select(i => (RosterRecord)new UserRecord { IdNumber = $"{i}", Username = $"u{i}", City = "London" })]),
        Feed("courses", new CourseRecord { IdNumber = "C1", ShortName = "c1" }, new CourseRecord { IdNumber = "C2", ShortName = "c2" }),
        Feed("enrollments", [.. Enumerable.Range(1, users).Select(i => (RosterRecord)new EnrollmentRecord { CourseIdNumber = i % 2 == 0 ? "C1" : "C2", UserIdNumber = $"{i}", Roles = RoleSet.Of("student") })]),
    ];

    private RosterSync Sync(ILmsSink sink, string data, RecordListFeed[] feeds, int attempts = 3) => new()
    {
        Source = new RecordListSource("list", feeds),
        Sink = sink,
        Log = new FileTransactionLog(_folder[data]),
        Options = new SyncOptions { Apply = new ApplyOptions { Attempts = attempts, FirstWait = TimeSpan.Zero, LongestWait = TimeSpan.Zero } },
    };

    private async Task<string[]> Undisturbed(RecordListFeed[] feeds)
    {
        var lms = new InMemorySink();
        RosterSync sync = Sync(lms, "undisturbed", feeds);
        await sync.ApplyAsync(await sync.PlanAsync(cancellationToken: Token), cancellationToken: Token);
        return World.Picture(lms);
    }

    [Theory]
    [InlineData(SinkFault.Unavailable)]
    [InlineData(SinkFault.FailBefore)]
    [InlineData(SinkFault.FailAfter)]
    [InlineData(SinkFault.FailHalfway)]
    [InlineData(SinkFault.Defer)]
    [InlineData(SinkFault.ForgetResults)]
    public async Task Every_second_batch_fails_once_and_all_is_applied(SinkFault fault)
    {
        var lms = new InMemorySink { BatchSize = 7 };
        int batches = 0;
        var sink = new FaultInjectingSink(lms, (_, batch) => batch is not null && ++batches % 2 == 0 ? fault : SinkFault.None);
        RosterSync sync = Sync(sink, "data", Roster());
        SyncReport report = await sync.ApplyAsync(await sync.PlanAsync(cancellationToken: Token), cancellationToken: Token);
        report.IsComplete.ShouldBeTrue(report.ToString());
        World.Picture(lms).ShouldBe(await Undisturbed(Roster()));
        (await sync.PlanAsync(cancellationToken: Token)).Summary.Changes.ShouldBe(0);
    }

    [Theory]
    [InlineData(SinkFault.Unavailable)]
    [InlineData(SinkFault.FailBefore)]
    [InlineData(SinkFault.FailAfter)]
    [InlineData(SinkFault.FailHalfway)]
    [InlineData(SinkFault.Defer)]
    public async Task What_fails_to_the_end_is_finished_by_the_next_run(SinkFault fault)
    {
        var lms = new InMemorySink { BatchSize = 7 };
        bool broken = true;
        var sink = new FaultInjectingSink(lms, (_, batch) => broken && batch is { Kind: RecordKind.User, Number: > 2 } ? fault : SinkFault.None);
        RosterSync sync = Sync(sink, "data", Roster(), attempts: 2);
        SyncReport report = await sync.ApplyAsync(await sync.PlanAsync(cancellationToken: Token), cancellationToken: Token);
        if (fault is not SinkFault.FailAfter)
            report.Deferred.ShouldBeGreaterThan(0);
        broken = false;
        report = await sync.ApplyAsync(await sync.PlanAsync(cancellationToken: Token), cancellationToken: Token);
        report.IsComplete.ShouldBeTrue();
        World.Picture(lms).ShouldBe(await Undisturbed(Roster()));
    }

    [Fact]
    public async Task A_refused_course_keeps_its_enrollments_waiting()
    {
        var lms = new InMemorySink();
        bool refuses = true;
        lms.Seed(new UserRecord { Username = "u3", IdNumber = "other" });
        var sink = new FaultInjectingSink(lms, (_, batch) => refuses && batch is { Kind: RecordKind.Course } ? SinkFault.Refuse : SinkFault.None);
        RosterSync sync = Sync(sink, "data", Roster(4));
        SyncPlan plan = await sync.PlanAsync(cancellationToken: Token);
        plan.ReadIssues().Select(i => i.Code).ShouldBe([IssueCodes.NameTaken, IssueCodes.ReferenceMissing]);
        SyncReport report = await sync.ApplyAsync(plan, cancellationToken: Token);
        report.Refused.ShouldBe(2);
        report.Problems.Count(p => p.Result.Code == IssueCodes.ReferenceNotApplied).ShouldBe(3);
        refuses = false;
        report = await sync.ApplyAsync(await sync.PlanAsync(cancellationToken: Token), cancellationToken: Token);
        report.Applied.ShouldBe(5);
    }

    [Fact]
    public async Task A_process_that_dies_after_the_effect_is_repaired_without_a_second_create()
    {
        var lms = new InMemorySink { BatchSize = 10 };
        RosterSync sync = new() { Source = new RecordListSource("list", Roster()), Sink = lms, Log = new FullDiskLog(new FileTransactionLog(_folder["data"]), outcomes: 2) };
        SyncPlan plan = await sync.PlanAsync(cancellationToken: Token);
        await Should.ThrowAsync<IOException>(async () => await sync.ApplyAsync(plan, cancellationToken: Token));

        sync = Sync(lms, "data", Roster());
        plan = await sync.PlanAsync(cancellationToken: Token);
        plan.Summary[RecordKind.User].ToString().ShouldBe("+10 =30"); // the third batch had its effect and no outcome
        long before = lms.ChangesReceived;
        await sync.ApplyAsync(plan, cancellationToken: Token);
        (lms.ChangesReceived - before).ShouldBe(plan.Summary.Changes);
        World.Picture(lms).ShouldBe(await Undisturbed(Roster()));
    }

    [Fact]
    public async Task Cancelling_stops_between_batches_and_loses_nothing()
    {
        var lms = new InMemorySink { BatchSize = 5 };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var sink = new FaultInjectingSink(lms, (_, batch) =>
        {
            if (batch is { Number: 4 })
                stop.Cancel();
            return SinkFault.None;
        });
        RosterSync sync = Sync(sink, "data", Roster());
        SyncPlan plan = await sync.PlanAsync(cancellationToken: Token);
        SyncReport report = await sync.ApplyAsync(plan, cancellationToken: stop.Token);
        report.IsCancelled.ShouldBeTrue();
        sync = Sync(lms, "data", Roster());
        report = await sync.ApplyAsync(await sync.PlanAsync(cancellationToken: Token), cancellationToken: Token);
        report.IsComplete.ShouldBeTrue();
        World.Picture(lms).ShouldBe(await Undisturbed(Roster()));
    }

    [Fact]
    public async Task Batches_run_side_by_side_and_never_share_a_user()
    {
        var lms = new InMemorySink { BatchSize = 3, Concurrency = 4 };
        var watch = new OverlapSink(lms);
        RosterSync sync = Sync(watch, "data", Roster(80));
        SyncReport report = await sync.ApplyAsync(await sync.PlanAsync(cancellationToken: Token), cancellationToken: Token);
        report.IsComplete.ShouldBeTrue();
        watch.MostAtOnce.ShouldBeGreaterThan(1);
        watch.Shared.ShouldBeFalse();
        World.Picture(lms).ShouldBe(await Undisturbed(Roster(80)));
    }

    [Fact]
    public async Task A_plan_is_applied_once_and_then_is_stale()
    {
        var lms = new InMemorySink();
        RosterSync sync = Sync(lms, "data", Roster(4));
        SyncPlan plan = await sync.PlanAsync(cancellationToken: Token);
        await sync.ApplyAsync(plan, cancellationToken: Token);
        SyncReport again = await sync.ApplyAsync(plan, cancellationToken: Token);
        (again.Applied, again.Stale).ShouldBe((0, 10));
        lms.ChangesReceived.ShouldBe(10);
    }

    [Fact]
    public async Task A_secret_in_a_sinks_exception_reaches_no_file()
    {
        var lms = new InMemorySink();
        RosterSync sync = Sync(new LeakingSink(lms), "data", Roster(2));
        SyncReport report = await sync.ApplyAsync(await sync.PlanAsync(cancellationToken: Token), cancellationToken: Token);
        report.Problems.ShouldAllBe(p => !p.Result.Message!.Contains("token"));
        foreach (string path in Directory.EnumerateFiles(_folder["data"], "*", SearchOption.AllDirectories))
            (await File.ReadAllTextAsync(path, Token)).ShouldNotContain("token=secret");
    }

    private abstract class Wrapper(ILmsSink inner) : ILmsSink
    {
        public ValueTask<SinkCapabilities> DescribeAsync(CancellationToken cancellationToken = default) => inner.DescribeAsync(cancellationToken);
        public IAsyncEnumerable<LmsItem> ReadAsync(LmsQuery query, CancellationToken cancellationToken = default) => inner.ReadAsync(query, cancellationToken);
        public virtual ValueTask<IReadOnlyList<ChangeResult>> ApplyAsync(ChangeBatch batch, CancellationToken cancellationToken = default) => inner.ApplyAsync(batch, cancellationToken);
    }

    private sealed class LeakingSink(ILmsSink inner) : Wrapper(inner)
    {
        public override ValueTask<IReadOnlyList<ChangeResult>> ApplyAsync(ChangeBatch batch, CancellationToken cancellationToken = default) =>
            throw new HttpRequestException("GET https://lms.example/?token=secret failed");
    }

    private sealed class OverlapSink(ILmsSink inner) : Wrapper(inner)
    {
        private readonly Lock _gate = new();
        private readonly HashSet<string> _users = [];
        private readonly ILmsSink _inner = inner;
        private int _now;

        public int MostAtOnce { get; private set; }
        public bool Shared { get; private set; }

        public override async ValueTask<IReadOnlyList<ChangeResult>> ApplyAsync(ChangeBatch batch, CancellationToken cancellationToken = default)
        {
            string[] users = [.. batch.Changes.SelectMany(c => c.References).Where(r => r.Key.Kind == RecordKind.User).Select(r => r.Key.Value).Distinct(StringComparer.Ordinal)];
            lock (_gate)
            {
                MostAtOnce = Math.Max(MostAtOnce, ++_now);
                foreach (string user in users)
                    Shared |= !_users.Add(user);
            }
            await Task.Yield();
            await Task.Delay(2, cancellationToken);
            IReadOnlyList<ChangeResult> results = await _inner.ApplyAsync(batch, cancellationToken);
            lock (_gate)
            {
                _now--;
                _users.ExceptWith(users);
            }
            return results;
        }
    }

    private static RecordListFeed Feed(string name, params RosterRecord[] rows) => new(name, rows[0].Kind, Coverage.Complete, rows);
}
