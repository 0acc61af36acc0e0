using Conduit.Planning;
using Conduit.Records;
using Conduit.Reporting;
using Conduit.Sinks;
using Conduit.Tests.Support;

namespace Conduit.Tests.Runs;

/// <summary>An LMS that already holds people.</summary>
public sealed class FirstContactTests : IDisposable
{
    private readonly World _world = new();
    private readonly TempFolder _lms = new();

    public void Dispose()
    {
        _world.Dispose();
        _lms.Dispose();
    }

    [Fact]
    public async Task Of_five_hundred_in_a_folder_three_hundred_are_adopted_and_two_hundred_left_alone_for_ever()
    {
        string Row(int i) => $"user{i},{i},First{i},Last{i},user{i}@x.edu,kept {i}";
        _lms.Write("users.csv", "username,idnumber,firstname,lastname,email,remark\n" + string.Concat(Enumerable.Range(0, 500).Select(i => Row(i) + "\n")));
        string before = await File.ReadAllTextAsync(_lms["users.csv"], TestContext.Current.CancellationToken);
        _world.Sink = new CsvFolderSink(_lms.Path);
        _world.File("users.csv", ["username,idnumber,firstname,lastname,email", .. Enumerable.Range(0, 300).Select(i => $"user{i},{i},First{i},Last{i},user{i}@x.edu")]);
        SyncReport report = await _world.Run();
        report.Plan.Summary[RecordKind.User][ChangeAction.Adopt].ShouldBe(300);
        report.Plan.ReadChanges().ShouldAllBe(c => c.ChangedFields.IsEmpty);
        report.Unmatched.Records.Count(r => r.Side == UnmatchedSide.LmsOnly && r.Reason == "unmanaged").ShouldBe(200);
        (await File.ReadAllTextAsync(_lms["users.csv"], TestContext.Current.CancellationToken)).ShouldBe(before);

        foreach (int _ in (int[])[1, 2])
        {
            _world.Options = new SyncOptions { RefreshAfter = TimeSpan.Zero };
            report = await _world.Run();
            report.Plan.Summary.ToString().ShouldBe("user =300");
            report.Unmatched.Records.Count().ShouldBe(200);
        }
    }

    [Fact]
    public async Task What_is_adopted_is_changed_only_where_it_differs_and_suspended_when_it_leaves()
    {
        _lms.Write("users.csv", "username,idnumber,firstname,remark\nada,1,Ada,kept\nbob,2,Bob,kept\nzoe,9,Zoe,kept\n");
        _world.Sink = new CsvFolderSink(_lms.Path);
        _world.File("users.csv", "username,idnumber,firstname", "ada,1,Augusta", "bob,2,Bob");
        await _world.Run();
        (await File.ReadAllLinesAsync(_lms["users.csv"], TestContext.Current.CancellationToken)).ShouldBe(["username,idnumber,firstname,remark", "ada,1,Augusta,kept", "bob,2,Bob,kept", "zoe,9,Zoe,kept"]);
        _world.File("users.csv", "username,idnumber,firstname", "ada,1,Augusta");
        await _world.Run();
        (await File.ReadAllLinesAsync(_lms["users.csv"], TestContext.Current.CancellationToken)).ShouldBe(
            ["username,idnumber,firstname,remark,suspended", "ada,1,Augusta,kept,", "bob,2,Bob,kept,1", "zoe,9,Zoe,kept,"]);
    }

    [Fact]
    public async Task Two_records_with_one_id_are_left_alone_and_told()
    {
        _world.Lms.Seed(new UserRecord { Username = "ada", IdNumber = "1" });
        _world.Lms.Seed(new UserRecord { Username = "ada2", IdNumber = "1" });
        _world.File("users.csv", "username,idnumber,city", "ada,1,London", "bob,2,Paris");
        SyncReport report = await _world.Run();
        report.Plan.ReadIssues().Single().Code.ShouldBe(IssueCodes.MatchAmbiguous);
        report.Applied.ShouldBe(1);
        report.Unmatched.Records.ShouldContain(r => r.Reason == IssueCodes.MatchAmbiguous);
    }

    [Fact]
    public async Task Enrollments_of_adopted_people_are_adopted_too()
    {
        _world.Lms.Seed(new UserRecord { Username = "ada" });
        _world.Lms.Seed(new CourseRecord { ShortName = "c1", IdNumber = "C1" });
        _world.Lms.Seed(new EnrollmentRecord { Username = "ada", Course = "c1", Roles = RoleSet.Of("student") });
        _world.File("users.csv", "username,idnumber", "ada,1").File("courses.csv", "shortname,idnumber", "c1,C1").File("enrollments.csv", "course_idnumber,user_idnumber,role", "C1,1,student");
        SyncPlan plan = (await _world.Run()).Plan;
        plan.Summary[RecordKind.Enrollment][ChangeAction.Adopt].ShouldBe(1);
        plan.Summary[RecordKind.User][ChangeAction.Adopt].ShouldBe(1);
        (await _world.Plan()).Summary.ToString().ShouldBe("user =1, course =1, enrollment =1");
        _world.Lms.Records(RecordKind.Enrollment).Count.ShouldBe(1);
    }
}
