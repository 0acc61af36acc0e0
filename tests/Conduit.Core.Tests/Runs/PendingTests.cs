using Conduit.Planning;
using Conduit.Records;
using Conduit.Testing;
using Conduit.Tests.Support;

namespace Conduit.Tests.Runs;

/// <summary>Rows of lists of changes whose user or course is not there yet: they wait, whatever happens meanwhile.</summary>
public sealed class PendingTests : IDisposable
{
    private readonly World _world = new();
    private readonly TestClock _clock = new();

    public PendingTests()
    {
        _world.Options = new SyncOptions { Clock = _clock };
        _world.File("users.csv", "username,idnumber", "ada,1").File("courses.csv", "shortname,idnumber", "c1,C1");
    }

    public void Dispose() => _world.Dispose();

    private int Enrollments => _world.Lms.Records(RecordKind.Enrollment).Count;

    private World Changes(params string[] rows) => _world.File("enrollments.csv", ["action,course_idnumber,user_idnumber,role", .. rows]);

    [Fact]
    public async Task A_row_waits_for_its_user_and_its_course_and_is_applied_when_they_come()
    {
        Changes("add,C1,1,student", "add,C1,9,student", "add,C9,1,student");
        SyncPlan plan = (await _world.Run()).Plan;
        plan.Summary[RecordKind.Enrollment].ToString().ShouldBe("+1 ?2");
        plan.ReadIssues().Select(i => (i.Code, i.Severity, i.Value, i.Refers, i.Location!.Value.Line)).ShouldBe(
            [(IssueCodes.ReferencePending, IssueSeverity.Warning, "9", RecordKind.User, 3L), (IssueCodes.ReferencePending, IssueSeverity.Warning, "C9", RecordKind.Course, 4L)]);
        plan.Pending.Select(p => (p.Reason, p.Until - p.Since)).ShouldAllBe(p => p.Reason == IssueCodes.ReferenceMissing && p.Item2 == TimeSpan.FromDays(30));

        // The rows do not come again.
        Changes("add,C1,1,student");
        _clock.Now += TimeSpan.FromDays(1);
        (await _world.Run()).Plan.Pending.ShouldAllBe(p => p.Since == _clock.Now - TimeSpan.FromDays(1));
        _world.File("users.csv", "username,idnumber", "ada,1", "bob,9");
        plan = (await _world.Run()).Plan;
        plan.ReadChanges().Single(c => c.Kind == RecordKind.Enrollment).Origin.ToString().ShouldBe("enrollments.csv:3");
        _world.Enrollment("C1", "9").Roles!.Roles.ShouldBe(["student"]);
        _world.File("courses.csv", "shortname,idnumber", "c1,C1", "c9,C9");
        (await _world.Run()).Plan.Pending.ShouldBeEmpty();
        Enrollments.ShouldBe(3);
        plan = await _world.Plan();
        (plan.Summary.Changes, plan.Header.Pending.Count).ShouldBe((0, 0));
    }

    [Fact]
    public async Task What_is_not_delivered_in_time_is_given_up_and_that_is_said()
    {
        _world.Configuration = SyncConfiguration.Parse("""{ "format": 1, "pendingFor": "2.00:00:00" }""");
        Changes("add,C1,9,student");
        await _world.Run();
        Changes("add,C1,1,student");
        _clock.Now += TimeSpan.FromDays(1);
        (await _world.Run()).Plan.ReadIssues().Single().Message.ShouldContain("given up on 2026-09-03");
        _clock.Now += TimeSpan.FromDays(1);
        SyncPlan plan = (await _world.Run()).Plan;
        RecordIssue issue = plan.ReadIssues().Single();
        (issue.Code, issue.Severity, issue.Location.ToString()).ShouldBe((IssueCodes.PendingExpired, IssueSeverity.Error, "enrollments.csv:2"));
        (await _world.Plan()).ReadIssues().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_lms_refuses_is_tried_again_until_it_is_given_up()
    {
        Changes("add,C1,9,student");
        await _world.Run();
        _world.File("users.csv", "username,idnumber", "ada,1", "bob,9");
        Changes("add,C1,1,student");
        bool refuses = true;
        _world.Sink = new FaultInjectingSink(_world.Lms, (_, batch) => refuses && batch?.Kind == RecordKind.Enrollment ? SinkFault.Refuse : SinkFault.None);
        (await _world.Run()).IsComplete.ShouldBeFalse();
        SyncPlan plan = await _world.Plan();
        plan.Summary[RecordKind.Enrollment][ChangeAction.Create].ShouldBe(2);
        _clock.Now += TimeSpan.FromDays(30);
        (await _world.Plan()).ReadIssues().ShouldContain(i => i.Code == IssueCodes.PendingExpired);
        _clock.Now -= TimeSpan.FromDays(1);
        refuses = false;
        (await _world.Run()).IsComplete.ShouldBeTrue();
        Enrollments.ShouldBe(2);
        (await _world.Plan()).Header.Pending.ShouldBeEmpty();
    }

    [Fact]
    public async Task Newer_rows_take_the_place_of_older_ones_and_a_removal_ends_the_waiting()
    {
        Changes("add,C1,9,student", "add,C1,8,student");
        await _world.Run();
        Changes("add,C1,9,teacher", "drop,C1,8,");
        SyncPlan plan = (await _world.Run()).Plan;
        plan.Pending.ShouldHaveSingleItem().Location.Line.ShouldBe(2);
        plan.ReadIssues().Select(i => i.Code).ShouldBe([IssueCodes.RemovalUnknown, IssueCodes.ReferencePending]);
        _world.File("users.csv", "username,idnumber", "ada,1", "bob,9", "cyd,8");
        Changes("add,C1,1,student");
        await _world.Run();
        _world.Enrollment("C1", "9").Roles!.Roles.ShouldBe(["teacher"]);
        Enrollments.ShouldBe(2);
    }

    [Fact]
    public async Task A_row_that_arrives_with_what_it_waited_for_comes_last()
    {
        Changes("add,C1,9,student");
        await _world.Run();
        _world.File("users.csv", "username,idnumber", "ada,1", "bob,9");
        Changes("add,C1,9,teacher");
        await _world.Run();
        _world.Enrollment("C1", "9").Roles!.Roles.ShouldBe(["teacher"]);
    }

    [Fact]
    public async Task Rows_of_whole_lists_come_again_and_do_not_wait_and_zero_lets_nothing_wait()
    {
        _world.File("enrollments.csv", "course_idnumber,user_idnumber,role", "C1,9,student");
        SyncPlan plan = await _world.Plan();
        (plan.Pending.Count, plan.ReadIssues().Single().Code).ShouldBe((0, IssueCodes.ReferenceMissing));
        _world.Options = _world.Options with { PendingFor = TimeSpan.Zero };
        Changes("add,C1,9,student");
        plan = await _world.Plan();
        (plan.Pending.Count, plan.ReadIssues().Single().Code).ShouldBe((0, IssueCodes.ReferenceMissing));
    }

    [Fact]
    public async Task A_crash_loses_no_row_that_waits_and_none_that_is_being_applied()
    {
        await _world.Run();
        Changes("add,C1,9,student");
        await Crash(afterPending: true);
        Changes("add,C1,1,student");
        (await _world.Plan()).Pending.ShouldHaveSingleItem();
        (await _world.Run()).Plan.Pending.ShouldHaveSingleItem();

        _world.File("users.csv", "username,idnumber", "ada,1", "bob,9");
        await Crash(afterPending: true);
        // Nothing of the run is known but that it began. The LMS took it all; the row is applied again, which changes nothing more.
        await _world.Sync().RefreshAsync(cancellationToken: TestContext.Current.CancellationToken);
        (await _world.Run()).IsComplete.ShouldBeTrue();
        Enrollments.ShouldBe(2);
        (await _world.Plan()).Header.Pending.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_run_that_ended_and_was_not_saved_keeps_only_what_still_waits()
    {
        await _world.Run();
        Changes("add,C1,9,student", "add,C8,1,student");
        await _world.Run();
        _world.File("users.csv", "username,idnumber", "ada,1", "bob,9");
        Changes("add,C1,1,student");
        await Crash(afterPending: false);
        SyncPlan plan = await _world.Plan();
        plan.Pending.ShouldHaveSingleItem().Location.Line.ShouldBe(3);
        (plan.Summary.Changes, Enrollments).ShouldBe((0, 2));
    }

    /// <summary>Runs, and leaves the data folder as if the process had died: the state not saved, the log whole or cut after the rows that wait.</summary>
    private async Task Crash(bool afterPending)
    {
        SyncPlan plan = await _world.Plan();
        string state = Path.Combine(_world.Data, "state");
        using var before = new TempFolder();
        Copy(state, before["state"]);
        await _world.Sync().ApplyAsync(plan, cancellationToken: TestContext.Current.CancellationToken);
        Directory.Delete(state, recursive: true);
        Copy(before["state"], state);
        if (!afterPending)
            return;
        string segment = Directory.GetFiles(Path.Combine(_world.Data, "log")).Order(StringComparer.Ordinal).Last();
        string text = await File.ReadAllTextAsync(segment, TestContext.Current.CancellationToken);
        int pending = text.LastIndexOf("{\"t\":\"pending\"", StringComparison.Ordinal);
        pending.ShouldBeGreaterThan(0);
        await File.WriteAllTextAsync(segment, text[..(text.IndexOf('\n', pending) + 1)], TestContext.Current.CancellationToken);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string path in Directory.GetFiles(from))
            File.Copy(path, Path.Combine(to, Path.GetFileName(path)), overwrite: true);
    }
}
