using Conduit.Planning;
using Conduit.Reconciliation;
using Conduit.Records;
using Conduit.Reporting;
using Conduit.Sources;
using Conduit.Testing;
using Conduit.Tests.Support;
using Conduit.Transactions;

namespace Conduit.Tests;

public sealed class RosterSyncTests : IDisposable
{
    private readonly TempFolder _data = new();
    private readonly InMemorySink _lms = new();
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static UserRecord User(string id, string name, string? email = null, string? manager = null) => email is null
        ? new UserRecord { IdNumber = id, Username = name }
        : manager is null ? new UserRecord { IdNumber = id, Username = name, Email = email } : new UserRecord { IdNumber = id, Username = name, Email = email, Manager = manager };
    private static CourseRecord Course(string id) => new() { IdNumber = id, ShortName = id.ToLowerInvariant() };
    private static EnrollmentRecord Enrollment(string course, string user, string role = "student") => new() { CourseIdNumber = course, UserIdNumber = user, Roles = RoleSet.Of(role) };

    private RosterSync Sync(params RecordListFeed[] feeds) => new() { Source = new RecordListSource("list", feeds), Sink = _lms, Log = new FileTransactionLog(_data.Path) };

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task A_first_load_creates_and_a_second_plan_is_empty()
    {
        RosterSync sync = Sync(Feed("users", User("1", "ada"), User("2", "bob")), Feed("courses", Course("C1")), Feed("enrollments", Enrollment("C1", "1"), Enrollment("C1", "2", "teacher")));
        SyncPlan plan = await sync.PlanAsync(cancellationToken: Token);
        plan.Summary.ToString().ShouldBe("user +2, course +1, enrollment +2");
        plan.IsApplicable.ShouldBeTrue();
        SyncReport report = await sync.ApplyAsync(plan, cancellationToken: Token);
        report.Applied.ShouldBe(5);
        _lms.Records(RecordKind.Enrollment).Count.ShouldBe(2);
        (await sync.PlanAsync(cancellationToken: Token)).Summary.ToString().ShouldBe("user =2, course =1, enrollment =2");
    }

    [Fact]
    public async Task A_second_role_and_its_loss_change_one_enrollment()
    {
        RecordListFeed users = Feed("users", User("1", "ada")), courses = Feed("courses", Course("C1"));
        await Run(users, courses, Feed("enrollments", Enrollment("C1", "1")));
        await Run(users, courses, Feed("enrollments", Enrollment("C1", "1", "teacher"), Enrollment("C1", "1")));
        ((EnrollmentRecord)_lms.Records(RecordKind.Enrollment).Single().Record).Roles!.ToString().ShouldBe("student,teacher");
        (await Sync(users, courses, Feed("enrollments", Enrollment("C1", "1"), Enrollment("C1", "1", "teacher"))).PlanAsync(cancellationToken: Token)).Summary.Changes.ShouldBe(0);
        await Run(users, courses, Feed("enrollments", Enrollment("C1", "1", "teacher")));
        ((EnrollmentRecord)_lms.Records(RecordKind.Enrollment).Single().Record).Roles!.ToString().ShouldBe("teacher");
    }

    [Fact]
    public async Task Who_leaves_is_suspended_and_comes_back()
    {
        await Run(Feed("users", User("1", "ada"), User("2", "bob")));
        SyncReport gone = await Run(Feed("users", User("1", "ada")));
        gone.Plan.Summary[RecordKind.User][ChangeAction.Suspend].ShouldBe(1);
        (await Sync(Feed("users", User("1", "ada"))).PlanAsync(cancellationToken: Token)).Summary.Changes.ShouldBe(0);
        SyncReport back = await Run(Feed("users", User("2", "bob"), User("1", "ada")));
        back.Plan.Summary[RecordKind.User][ChangeAction.Reactivate].ShouldBe(1);
        _lms.Records(RecordKind.User).Count(u => ((UserRecord)u.Record).Suspended == true).ShouldBe(0);
    }

    [Fact]
    public async Task First_contact_adopts_and_leaves_the_others_alone()
    {
        _lms.Seed(new UserRecord { Username = "ada", Email = "ada@x.edu" });
        _lms.Seed(new UserRecord { Username = "bob", IdNumber = "2" });
        _lms.Seed(new UserRecord { Username = "zoe", IdNumber = "9" });
        SyncReport report = await Run(Feed("users", User("1", "ada"), User("2", "bob")));
        report.Plan.Summary[RecordKind.User][ChangeAction.Adopt].ShouldBe(2);
        report.Plan.Summary[RecordKind.User][ChangeAction.Create].ShouldBe(0);
        _lms.ChangesReceived.ShouldBe(1);
        report.Unmatched.Records.Single().Reason.ShouldBe("unmanaged");
        (await Sync(Feed("users", User("1", "ada"), User("2", "bob"))).PlanAsync(cancellationToken: Token)).Summary.ToString().ShouldBe("user =2");
    }

    [Fact]
    public async Task A_new_id_for_a_known_username_is_a_rename_and_keeps_the_enrollments()
    {
        RecordListFeed courses = Feed("courses", Course("C1"));
        await Run(Feed("users", User("1", "ada")), courses, Feed("enrollments", Enrollment("C1", "1")));
        SyncReport report = await Run(Feed("users", User("100", "ada")), courses, Feed("enrollments", Enrollment("C1", "100")));
        report.Plan.Summary.ToString().ShouldBe("user ~1, course =1, enrollment =1");
        report.Plan.Summary[RecordKind.User][ChangeAction.Rename].ShouldBe(1);
        (await Sync(Feed("users", User("100", "ada")), courses, Feed("enrollments", Enrollment("C1", "100"))).PlanAsync(cancellationToken: Token)).Summary.ToString().ShouldBe("user =1, course =1, enrollment =1");
    }

    [Fact]
    public async Task Too_many_removals_are_blocked_and_one_run_can_let_them_through()
    {
        UserRecord[] users = [.. Enumerable.Range(0, 100).Select(i => User($"{i}", $"u{i}"))];
        await Run(Feed("users", users));
        RosterSync sync = Sync(Feed("users", users[..70]));
        SyncPlan plan = await sync.PlanAsync(cancellationToken: Token);
        plan.Blockers.Single().Code.ShouldBe(IssueCodes.GuardRemovals);
        await Should.ThrowAsync<PlanBlockedException>(async () => await sync.ApplyAsync(plan, cancellationToken: Token));
        var request = new PlanRequest();
        plan = await sync.PlanAsync(request with { AllowRemovals = request.AllowRemovals.Add(RecordKind.User, ChangeGuard.Parse("30%")) }, cancellationToken: Token);
        plan.IsApplicable.ShouldBeTrue();
        plan.Summary[RecordKind.User][ChangeAction.Suspend].ShouldBe(30);
    }

    [Fact]
    public async Task Plans_of_one_second_are_kept_apart_and_only_the_newest_three_are_kept()
    {
        SyncPlan[] plans = new SyncPlan[4];
        for (int i = 0; i < plans.Length; i++)
            plans[i] = await Sync(Feed("users", [.. Enumerable.Range(0, i + 1).Select(u => (RosterRecord)User($"{u}", $"u{u}"))])).PlanAsync(cancellationToken: Token);
        plans.Select(p => p.Path).Distinct(StringComparer.Ordinal).Count().ShouldBe(4);
        plans.Select(p => File.Exists(p.Path)).ShouldBe([false, true, true, true]);
        plans[1].ReadChanges().Count().ShouldBe(2);
        plans[3].ReadChanges().Count().ShouldBe(4);
    }

    private async Task<SyncReport> Run(params RecordListFeed[] feeds)
    {
        RosterSync sync = Sync(feeds);
        SyncPlan plan = await sync.PlanAsync(cancellationToken: Token);
        plan.Blockers.ShouldBeEmpty();
        return await sync.ApplyAsync(plan, cancellationToken: Token);
    }

    private static RecordListFeed Feed(string name, params RosterRecord[] rows) => new(name, rows[0].Kind, Coverage.Complete, rows);
}
