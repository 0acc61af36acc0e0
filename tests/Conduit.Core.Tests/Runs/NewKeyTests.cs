using System.Collections.Immutable;
using Conduit.Planning;
using Conduit.Reconciliation;
using Conduit.Records;
using Conduit.Tests.Support;

namespace Conduit.Tests.Runs;

/// <summary>Somebody who gets another key stays the same person: the record is renamed and keeps what belongs to it.</summary>
public sealed class NewKeyTests : IDisposable
{
    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    private string IdOf(string username) => _world.Lms.Records(RecordKind.User).Single(r => ((UserRecord)r.Record).Username == username).LmsId;

    [Fact]
    public async Task A_column_of_old_keys_renames_and_memberships_follow()
    {
        _world.File("users.csv", "username,idnumber,oldidnumber", "ada,1,", "bob,2,")
            .File("courses.csv", "shortname,idnumber", "c1,C1").File("enrollments.csv", "course_idnumber,user_idnumber,role", "C1,1,student");
        await _world.Run();
        string ada = IdOf("ada");
        _world.File("users.csv", "username,idnumber,oldidnumber", "a.lovelace,101,1", "bob,2,").File("enrollments.csv", "course_idnumber,user_idnumber,role", "C1,101,student");
        SyncPlan plan = (await _world.Run()).Plan;
        Change change = plan.ReadChanges().ShouldHaveSingleItem();
        (change.Action, change.Key.Value, change.KeyAfter.Value).ShouldBe((ChangeAction.Rename, "1", "101"));
        IdOf("a.lovelace").ShouldBe(ada);
        _world.Enrollment("C1", "101").Roles!.Roles.ShouldBe(["student"]);
        // The column stays in the export, and the key is known by now.
        (await _world.Plan()).Summary.ToString().ShouldBe("user =2, course =1, enrollment =1");
        _world.File("users.csv", "username,idnumber,oldidnumber,city", "a.lovelace,101,1,Rome", "bob,2,,");
        (await _world.Run()).Plan.Summary.ToString().ShouldBe("user ~1 =1, course =1, enrollment =1");
    }

    [Fact]
    public async Task The_column_can_be_named_and_tells_usernames_and_short_names_too()
    {
        _world.Configuration = SyncConfiguration.Parse("""
            { "format": 1, "feeds": [ { "file": "users.csv", "fields": { "username": "LOGIN" }, "oldKey": "WAS" }, { "file": "courses.csv", "oldKey": "WAS", "fields": { "shortname": "CODE" } } ] }
            """);
        _world.File("users.csv", "LOGIN,WAS", "ada,").File("courses.csv", "CODE,WAS", "c1,");
        await _world.Run();
        string id = IdOf("ada");
        _world.File("users.csv", "LOGIN,WAS", "lovelace,Ada").File("courses.csv", "CODE,WAS", "c1-26,c1");
        (await _world.Run()).Plan.ReadChanges().Select(c => c.Action).ShouldBe([ChangeAction.Rename, ChangeAction.Rename]);
        IdOf("lovelace").ShouldBe(id);
        _world.Lms.Records(RecordKind.Course).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_key_that_somebody_else_has_is_no_old_key()
    {
        _world.File("users.csv", "username,idnumber,oldkey", "ada,1,", "bob,2,", "cyd,3,");
        await _world.Run();
        // 1 is still there; both 2 and 3 stand in the LMS.
        _world.File("users.csv", "username,idnumber,oldkey", "ada,1,", "eve,9,1", "cyd,3,2");
        SyncPlan plan = (await _world.Run()).Plan;
        plan.ReadIssues().Select(i => (i.Code, i.Location!.Value.Line)).ShouldBe([(IssueCodes.RenameConflict, 3L), (IssueCodes.RenameConflict, 4L)]);
        plan.Summary.Changes.ShouldBe(0);
        _world.UserIds.ShouldBe(["1", "2", "3"]);
    }

    [Fact]
    public async Task A_delta_that_deletes_one_key_and_creates_another_for_the_same_person_is_a_rename()
    {
        foreach (string[] order in (string[][])[["delete,ada,1", "create,ada,7"], ["create,ada,7", "delete,ada,1"]])
        {
            using var world = new World();
            world.File("users.csv", "action,username,idnumber", "create,ada,1", "create,bob,2");
            await world.Run();
            world.File("users.csv", ["action,username,idnumber", .. order]);
            SyncPlan plan = (await world.Run()).Plan;
            plan.ReadChanges().ShouldHaveSingleItem().Action.ShouldBe(ChangeAction.Rename);
            world.UserIds.ShouldBe(["2", "7"]);
        }
    }

    [Fact]
    public async Task Many_new_keys_at_once_are_proposed_and_wait_for_a_yes()
    {
        _world.File("users.csv", ["username,idnumber", .. Enumerable.Range(0, 60).Select(i => $"u{i},{i}")]);
        await _world.Run();
        _world.File("users.csv", ["username,idnumber", .. Enumerable.Range(0, 60).Select(i => $"u{i},N{i}")]);
        SyncPlan plan = await _world.Plan();
        plan.Blockers.Single().Code.ShouldBe(IssueCodes.GuardRenames);
        plan.Summary.ToString().ShouldBe("user ~60");
        plan.ReadChanges().ShouldAllBe(c => c.Action == ChangeAction.Rename && c.KeyAfter.Value == "N" + c.Key.Value);
        (await _world.Plan(new PlanRequest { AllowRenames = ImmutableDictionary<RecordKind, ChangeGuard>.Empty.Add(RecordKind.User, ChangeGuard.Parse("59")) })).IsApplicable.ShouldBeFalse();
        plan = await _world.Plan(new PlanRequest { AllowRenames = ImmutableDictionary<RecordKind, ChangeGuard>.Empty.Add(RecordKind.User, ChangeGuard.Parse("100%")) });
        (await _world.Sync().ApplyAsync(plan, cancellationToken: TestContext.Current.CancellationToken)).Applied.ShouldBe(60);
        (await _world.Plan()).Summary.ToString().ShouldBe("user =60");

        _world.Configuration = SyncConfiguration.Parse("""{ "format": 1, "guards": { "user": { "renames": "off" } } }""");
        _world.File("users.csv", ["username,idnumber", .. Enumerable.Range(0, 60).Select(i => $"u{i},M{i}")]);
        (await _world.Run()).Applied.ShouldBe(60);
    }
}
