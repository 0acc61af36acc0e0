using Conduit.Csv;
using Conduit.Planning;
using Conduit.Reconciliation;
using Conduit.Records;
using Conduit.Reporting;
using Conduit.Tests.Support;

namespace Conduit.Tests.Runs;

/// <summary>What leaves a source, and what must never be taken for leaving.</summary>
public sealed class RemovalTests : IDisposable
{
    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    private World Users(params string[] rows) => _world.File("users.csv", ["username,idnumber,city", .. rows]);

    private async Task FirstDay() => await Users("ada,1,London", "bob,2,Paris", "cyd,3,Rome")
        .File("courses.csv", "shortname,idnumber", "c1,C1", "c2,C2")
        .File("enrollments.csv", "course,username,role", "c1,ada,student", "c1,bob,student", "c2,bob,student")
        .File("groups.csv", "course,name", "c1,A")
        .File("group_members.csv", "course,group,username", "c1,A,ada", "c1,A,bob")
        .File("cohorts.csv", "idnumber,name", "K1,First", "K2,Second")
        .File("cohort_members.csv", "cohort,username", "K1,ada", "K2,bob")
        .File("role_assignments.csv", "username,role,context,instance", "cyd,parent,user,ada", "cyd,manager,system,")
        .Run();

    [Fact]
    public async Task Each_kind_goes_by_its_default()
    {
        await FirstDay();
        _world.File("courses.csv", "shortname,idnumber", "c1,C1").File("enrollments.csv", "course,username,role", "c1,ada,student", "c1,bob,student")
            .File("group_members.csv", "course,group,username", "c1,A,ada").File("cohorts.csv", "idnumber,name", "K1,First")
            .File("cohort_members.csv", "cohort,username", "K1,ada").File("role_assignments.csv", "username,role,context,instance", "cyd,manager,system,");
        Users("ada,1,London", "bob,2,Paris");
        SyncReport report = await _world.Run();
        PlanSummary summary = report.Plan.Summary;
        summary[RecordKind.User][ChangeAction.Suspend].ShouldBe(1);
        summary[RecordKind.Course].Changes.ShouldBe(0);
        summary[RecordKind.Enrollment][ChangeAction.Suspend].ShouldBe(1);
        summary[RecordKind.GroupMember][ChangeAction.Delete].ShouldBe(1);
        summary[RecordKind.Cohort][ChangeAction.Delete].ShouldBe(1);
        summary[RecordKind.CohortMember][ChangeAction.Delete].ShouldBe(1);
        summary[RecordKind.RoleAssignment][ChangeAction.Delete].ShouldBe(1);
        report.IsComplete.ShouldBeTrue();
        report.Unmatched.Records.Select(r => (r.Key.Kind, r.Reason)).ShouldBe(
            [(RecordKind.User, "suspended"), (RecordKind.Course, "kept"), (RecordKind.Enrollment, "suspended")]);
        (await _world.Plan()).Summary.Changes.ShouldBe(0);
    }

    [Fact]
    public async Task Changes_come_in_order_and_removals_in_reverse()
    {
        await FirstDay();
        Users("ada,1,London", "bob,2,Oslo", "dan,4,Bonn").File("cohorts.csv", "idnumber,name", "K1,First").File("cohort_members.csv", "cohort,username", "K1,ada").File("group_members.csv", "course,group,username", "c1,A,ada");
        SyncPlan plan = await _world.Plan();
        plan.ReadChanges().Select(c => (c.Action, c.Kind)).ShouldBe(
        [
            (ChangeAction.Update, RecordKind.User), (ChangeAction.Create, RecordKind.User),
            (ChangeAction.Delete, RecordKind.CohortMember), (ChangeAction.Delete, RecordKind.Cohort), (ChangeAction.Delete, RecordKind.GroupMember), (ChangeAction.Suspend, RecordKind.User),
        ]);
    }

    [Fact]
    public async Task Deleting_takes_what_depends_along_and_says_so()
    {
        _world.Options = new SyncOptions { Policies = SyncPolicies.Default.With(RecordKind.User, new KindPolicy { Removal = RemovalAction.Delete }) };
        await FirstDay();
        Users("bob,2,Paris", "cyd,3,Rome");
        SyncPlan plan = await _world.Plan();
        plan.ReadChanges().Select(c => (c.Action, c.Kind, c.Reason)).ShouldBe(
        [
            (ChangeAction.Delete, RecordKind.RoleAssignment, "dependant"), (ChangeAction.Delete, RecordKind.CohortMember, "dependant"), (ChangeAction.Delete, RecordKind.GroupMember, "dependant"),
            (ChangeAction.Delete, RecordKind.Enrollment, "dependant"), (ChangeAction.Delete, RecordKind.User, "absent"),
        ]);
        plan.ReadIssues().Count(i => i.Code == IssueCodes.ReferenceMissing).ShouldBe(4);
        await _world.Run();
        _world.UserIds.ShouldBe(["2", "3"]);
    }

    [Fact]
    public async Task A_missing_an_empty_and_a_cut_file_are_blockers()
    {
        await FirstDay();
        _world.Remove("enrollments.csv");
        (await _world.Plan()).Blockers.Single().Code.ShouldBe(IssueCodes.FeedMissing);
        (await _world.Plan(new PlanRequest { ForgetFeeds = ["enrollments"] })).IsApplicable.ShouldBeTrue();
        _world.File("enrollments.csv", "course,username,role");
        (await _world.Plan()).Blockers.Single().Code.ShouldBe(IssueCodes.FeedEmpty);
        _world.Text("enrollments.csv", "");
        (await _world.Plan()).IsApplicable.ShouldBeFalse();
        _world.Text("enrollments.csv", "course,username,role\nc1,ada,student\nc1,bo");
        (await _world.Plan()).Blockers.ShouldContain(b => b.Code == IssueCodes.FeedCut);
        _world.Text("enrollments.csv", "course,username,role\nc1,ada,student\nc1,\"bob,student\n");
        (await _world.Plan()).Blockers.ShouldContain(b => b.Code == IssueCodes.FeedCut);
        _world.Lms.Records(RecordKind.Enrollment).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_holds_its_record()
    {
        await FirstDay();
        Users("ada,1,London", "bob,2", "dan,4,Bonn");
        SyncPlan plan = await _world.Plan();
        plan.ReadIssues().Single().Code.ShouldBe(CsvIssueCodes.RaggedRow);
        plan.ReadChanges().Where(c => c.Action.IsRemoval()).Select(c => c.Key.Value).ShouldBe(["3"]);
    }

    [Theory]
    [InlineData("bob")]
    [InlineData(",,Paris")]
    public async Task When_nobody_can_tell_whose_a_row_is_nothing_is_removed(string row)
    {
        await FirstDay();
        Users("ada,1,London", row);
        SyncPlan plan = await _world.Plan();
        plan.Summary[RecordKind.User].Removals.ShouldBe(0);
        plan.Summary[RecordKind.User].Pending.ShouldBe(2);
        plan.ReadIssues().ShouldContain(i => i.Code == IssueCodes.RemovalsWithheld);
    }

    [Fact]
    public async Task What_is_suspended_at_the_source_and_leaves_stays_as_it_is()
    {
        _world.File("users.csv", "username,idnumber,suspended", "ada,1,0", "bob,2,1");
        await _world.Run();
        _world.File("users.csv", "username,idnumber,suspended", "ada,1,0");
        (await _world.Run()).Plan.Summary.ToString().ShouldBe("user =2");
        _world.File("users.csv", "username,idnumber,suspended", "ada,1,0", "bob,2,0");
        (await _world.Run()).Plan.Summary[RecordKind.User][ChangeAction.Update].ShouldBe(1);
        _world.User("2").Suspended.ShouldBe(false);
    }

    [Fact]
    public async Task A_policy_that_the_kind_does_not_know_blocks()
    {
        _world.Options = new SyncOptions { Policies = SyncPolicies.Default.With(RecordKind.Group, new KindPolicy { Removal = RemovalAction.Suspend }) };
        _world.File("courses.csv", "shortname,idnumber", "c1,C1").File("groups.csv", "course,name", "c1,A");
        (await _world.Plan()).Blockers.Single().Code.ShouldBe(IssueCodes.SinkLacks);
    }

    [Fact]
    public async Task The_guard_counts_both_percent_and_number()
    {
        string[] Rows(int count) => [.. Enumerable.Range(0, count).Select(i => $"u{i},{i},x")];
        Users(Rows(300));
        await _world.Run();
        Users(Rows(271));
        (await _world.Plan()).IsApplicable.ShouldBeTrue();
        Users(Rows(269));
        PlanBlocker blocker = (await _world.Plan()).Blockers.Single();
        blocker.Code.ShouldBe(IssueCodes.GuardRemovals);
        blocker.Message.ShouldContain("31 of 300");
        PlanRequest request = new();
        (await _world.Plan(request with { AllowRemovals = request.AllowRemovals.Add(RecordKind.User, ChangeGuard.Parse("15%")) })).IsApplicable.ShouldBeTrue();
        (await _world.Plan(request with { AllowRemovals = request.AllowRemovals.Add(RecordKind.User, ChangeGuard.Parse("30")) })).IsApplicable.ShouldBeFalse();
        Users(Rows(280));
        (await _world.Plan(request with { AllowRemovals = request.AllowRemovals.Add(RecordKind.User, ChangeGuard.Parse("1%")) })).IsApplicable.ShouldBeTrue();
    }
}
