using Conduit.Planning;
using Conduit.Records;
using Conduit.Tests.Support;

namespace Conduit.Tests.Runs;

public sealed class DuplicateTests : IDisposable
{
    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Identical_rows_count_once_and_are_told_once()
    {
        _world.File("users.csv", "username,idnumber", "ada,1", "bob,2", "ada,1", "ada,1");
        SyncPlan plan = (await _world.Run()).Plan;
        RecordIssue note = plan.ReadIssues().Single();
        (note.Severity, note.Code, note.Count).ShouldBe((IssueSeverity.Note, IssueCodes.DuplicateRow, 2));
        plan.Summary[RecordKind.User][ChangeAction.Create].ShouldBe(2);
        SyncPlan again = await _world.Plan();
        again.Summary.ToString().ShouldBe("user =2");
        again.ReadIssues().Single().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Of_differing_rows_the_first_counts_on_every_day()
    {
        _world.File("users.csv", "username,idnumber,city", "ada,1,London", "bob,2,Paris", "ada,1,Rome");
        SyncPlan plan = (await _world.Run()).Plan;
        RecordIssue issue = plan.ReadIssues().Single();
        (issue.Code, issue.Location!.Value.Line, issue.Other!.Value.Line, issue.Field).ShouldBe((IssueCodes.DuplicateConflict, 4, 2, "city"));
        _world.User("1").City.ShouldBe("London");
        (await _world.Plan()).Summary.ToString().ShouldBe("user =2");

        _world.File("users.csv", "username,idnumber,city", "bob,2,Paris", "ada,1,Rome");
        await _world.Run();
        _world.User("1").City.ShouldBe("Rome");
    }

    [Fact]
    public async Task A_new_row_for_a_record_whose_row_was_skipped_is_weighed_against_it()
    {
        _world.File("users.csv", "username,idnumber,city", "ada,1,London");
        await _world.Run();
        _world.File("users.csv", "username,idnumber,city", "ada,1,London", "ada,1,Rome");
        SyncPlan plan = await _world.Plan();
        plan.Summary.ToString().ShouldBe("user =1");
        plan.ReadIssues().Single().Code.ShouldBe(IssueCodes.DuplicateConflict);

        _world.File("users.csv", "username,idnumber,city", "ada,1,Rome", "ada,1,London");
        plan = await _world.Plan();
        plan.Summary.ToString().ShouldBe("user ~1");
        plan.ReadIssues().Single().Other!.Value.Line.ShouldBe(2);
    }

    [Fact]
    public async Task Enrollment_rows_that_differ_in_dates_change_nothing()
    {
        _world.File("users.csv", "username,idnumber", "ada,1").File("courses.csv", "shortname,idnumber", "c1,C1")
            .File("enrollments.csv", "course,username,role,timeend", "c1,ada,student,2027-01-31");
        await _world.Run();
        _world.File("enrollments.csv", "course,username,role,timeend", "c1,ada,student,2027-06-30", "c1,ada,teacher,2027-03-31");
        SyncPlan plan = (await _world.Run()).Plan;
        RecordIssue issue = plan.ReadIssues().Single();
        (issue.Code, issue.Field, issue.Location!.Value.Line, issue.Other!.Value.Line).ShouldBe((IssueCodes.EnrollmentConflict, "timeend", 3, 2));
        _world.Enrollment("C1", "1").TimeEnd.ShouldBe(new DateTimeOffset(2027, 1, 31, 23, 59, 59, TimeSpan.Zero));
        plan.Summary[RecordKind.Enrollment].Rejected.ShouldBe(1);
        plan.Summary[RecordKind.Enrollment].Changes.ShouldBe(0);
    }

    [Fact]
    public async Task A_record_stays_until_its_last_row_is_gone()
    {
        _world.File("users.csv", "username,idnumber", "ada,1").File("courses.csv", "shortname,idnumber", "c1,C1")
            .File("enrollments.csv", "course,username,role", "c1,ada,student", "c1,ada,teacher");
        await _world.Run();
        _world.Enrollment("C1", "1").Roles.ShouldBe(RoleSet.Of("student", "teacher"));
        _world.File("enrollments.csv", "course,username,role", "c1,ada,teacher");
        await _world.Run();
        _world.Enrollment("C1", "1").Roles.ShouldBe(RoleSet.Of("teacher"));
        _world.Enrollment("C1", "1").Status.ShouldBeNull();
    }

    [Fact]
    public async Task Two_files_may_say_different_things_of_one_person()
    {
        _world.File("user.csv", "username,idnumber,city", "ada,1,London").File("users.csv", "username,idnumber,department", "ada,1,Maths", "bob,2,Law");
        await _world.Run();
        (_world.User("1").City, _world.User("1").Department).ShouldBe(("London", "Maths"));
        (await _world.Plan()).Summary.ToString().ShouldBe("user =2");
    }
}
