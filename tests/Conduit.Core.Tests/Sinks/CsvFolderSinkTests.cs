using Conduit.Planning;
using Conduit.Records;
using Conduit.Sinks;
using Conduit.Tests.Support;

namespace Conduit.Tests.Sinks;

public sealed class CsvFolderSinkTests : IDisposable
{
    private readonly World _world = new();
    private readonly TempFolder _lms = new();
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public CsvFolderSinkTests() => _world.Sink = new CsvFolderSink(_lms.Path);

    public void Dispose()
    {
        _world.Dispose();
        _lms.Dispose();
    }

    private Task<string[]> Lines(string file) => File.ReadAllLinesAsync(_lms[file], Token);

    [Fact]
    public async Task A_roster_of_every_kind_reads_back_as_it_was_written()
    {
        _world.File("users.csv", "username,idnumber,firstname,suspended,profile_field_house", "ada,1,\"Ada \"\"A\"\", Lady\",0,Red", "bob,2,Bob,1,")
            .File("courses.csv", "shortname,idnumber,fullname,visible,startdate", "c1,C1,\"One, first\",0,2026-09-01")
            .File("enrollments.csv", "course,username,role,status,timeend", "c1,ada,student,active,2027-01-31", "c1,ada,teacher,active,2027-01-31", "c1,bob,student,suspended,")
            .File("groups.csv", "course,name", "c1,A").File("group_members.csv", "course,group,username", "c1,A,ada")
            .File("cohorts.csv", "idnumber,name", "K1,First").File("cohort_members.csv", "cohort,username", "First,ada")
            .File("role_assignments.csv", "username,role,context,instance", "ada,parent,user,bob", "ada,manager,system,");
        (await _world.Run()).Applied.ShouldBe(11);
        _world.Options = new SyncOptions { RefreshAfter = TimeSpan.Zero };
        SyncPlan plan = await _world.Plan();
        plan.Summary.Changes.ShouldBe(0, plan.ToString());
        plan.Summary.ToString().ShouldBe("user =2, course =1, enrollment =2, group =1, group_member =1, cohort =1, cohort_member =1, role_assignment =2");

        // The state is lost: the log gives it back.
        Directory.Delete(Path.Combine(_world.Data, "state"), recursive: true);
        (await _world.Plan()).Summary.ToString().ShouldBe("user =2, course =1, enrollment =2, group =1, group_member =1, cohort =1, cohort_member =1, role_assignment =2");

        // All is lost: what stands in the folder is adopted and nothing is written.
        Directory.Delete(_world.Data, recursive: true);
        plan = (await _world.Run()).Plan;
        plan.ReadChanges().ShouldAllBe(c => c.Action == ChangeAction.Adopt && c.ChangedFields.IsEmpty);
        plan.Summary.Changes.ShouldBe(11);
    }

    [Fact]
    public async Task A_folder_filled_by_hand_keeps_its_columns_its_separator_and_what_nobody_knows()
    {
        _lms.Write("users.csv", "E-mail;Login;Shoe size;Username;active\nada@x.edu;;38;ADA;yes\n");
        _world.File("users.csv", "username,email,city,suspended", "ada,ada@y.edu,London,1");
        await _world.Run();
        (await Lines("users.csv")).ShouldBe(["E-mail;Login;Shoe size;Username;active;city", "ada@y.edu;;38;ADA;0;London"]);
        _world.Options = new SyncOptions { RefreshAfter = TimeSpan.Zero };
        (await _world.Plan()).Summary.ToString().ShouldBe("user =1");
    }

    [Fact]
    public async Task A_new_username_is_followed_by_every_file()
    {
        _world.File("users.csv", "username,idnumber", "ada,1", "bob,2").File("courses.csv", "shortname,idnumber", "c1,C1")
            .File("enrollments.csv", "course_idnumber,user_idnumber,role", "C1,1,student")
            .File("role_assignments.csv", "user_idnumber,role,context,instance", "2,parent,user,1");
        await _world.Run();
        _world.File("users.csv", "username,idnumber", "augusta,1", "bob,2");
        (await _world.Run()).Plan.Summary[RecordKind.User].ToString().ShouldBe("~1 =1");
        string.Join('\n', await Lines("enrollments.csv")).ShouldContain("augusta");
        string.Join('\n', await Lines("enrollments.csv")).ShouldNotContain("ada");
        _world.Options = new SyncOptions { RefreshAfter = TimeSpan.Zero };
        (await _world.Plan()).Summary.Changes.ShouldBe(0);
        _world.File("enrollments.csv", "course_idnumber,user_idnumber,role", "C1,1,teacher");
        (await _world.Run()).IsComplete.ShouldBeTrue();
        (await Lines("enrollments.csv")).Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_batch_that_is_offered_again_changes_nothing()
    {
        _world.File("users.csv", "username,idnumber,city", "ada,1,London", "bob,2,Paris");
        await _world.Run();
        _world.File("users.csv", "username,idnumber,city", "ada2,1,Rome", "cyd,3,Oslo");
        SyncPlan plan = await _world.Plan();
        Change[] changes = [.. plan.ReadChanges()];
        var sink = new CsvFolderSink(_lms.Path);
        var batch = new ChangeBatch("r", 1, RecordKind.User, changes);
        IReadOnlyList<ChangeResult> first = await sink.ApplyAsync(batch, Token);
        string[] once = await Lines("users.csv");
        IReadOnlyList<ChangeResult> second = await sink.ApplyAsync(batch, Token);
        first.Concat(second).ShouldAllBe(r => r.Outcome == ChangeOutcome.Applied);
        (await Lines("users.csv")).ShouldBe(once);
        once.Length.ShouldBe(4);
    }

    [Fact]
    public async Task A_damaged_row_of_the_folder_is_kept_and_makes_the_reading_incomplete()
    {
        _lms.Write("users.csv", "username,idnumber\nzoe,9\nbroken\n");
        _world.File("users.csv", "username,idnumber", "ada,1");
        (await _world.Plan()).Blockers.Single().Code.ShouldBe(IssueCodes.LmsReadIncomplete);
        await _world.Sink!.ApplyAsync(new ChangeBatch("r", 1, RecordKind.User, []), Token);
        (await Lines("users.csv")).ShouldBe(["username,idnumber", "zoe,9", "broken"]);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_told()
    {
        _lms.Write("file", "");
        _world.Sink = new CsvFolderSink(_lms[Path.Combine("file", "lms")]);
        _world.Options = new SyncOptions { Apply = new Conduit.Applying.ApplyOptions { Attempts = 1 } };
        _world.File("users.csv", "username,idnumber", "ada,1");
        var report = await _world.Run();
        report.Deferred.ShouldBe(1);
        report.Problems.Single().Result.Code.ShouldBe("lms-unavailable");
    }
}
