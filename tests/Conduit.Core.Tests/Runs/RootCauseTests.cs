using Conduit.Planning;
using Conduit.Records;
using Conduit.Reporting;
using Conduit.Tests.Support;

namespace Conduit.Tests.Runs;

/// <summary>Many rows that fail for one reason are one cause, and the files that put it right are written.</summary>
public sealed class RootCauseTests : IDisposable
{
    private readonly World _world = new();
    private readonly TempFolder _repair = new();

    public void Dispose()
    {
        _world.Dispose();
        _repair.Dispose();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private void OneCourseMissing(int people) => _world
        .File("users.csv", ["username,idnumber", .. Enumerable.Range(0, people).Select(i => $"u{i},{i}"), "bad,x,y"])
        .File("courses.csv", "shortname,idnumber", "c1,C1")
        .File("enrollments.csv", ["course_idnumber,user_idnumber,role", .. Enumerable.Range(0, people).Select(i => $"C9,{i},student"), "C1,0,student"])
        .File("groups.csv", "course_idnumber,name", "C9,Blue");

    [Fact]
    public async Task One_missing_course_behind_4000_enrollments_and_a_group_is_one_cause()
    {
        OneCourseMissing(4000);
        SyncPlan plan = await _world.Plan();
        IssueCause cause = plan.ReadCauses()[0];
        (cause.First.Code, cause.Kind, cause.Missing, cause.Rows).ShouldBe((IssueCodes.ReferenceMissing, RecordKind.Course, "C9", 4001));
        cause.First.Location!.Value.ToString().ShouldBe("enrollments.csv:2");
        plan.ReadIssues().Count(cause.IsOf).ShouldBe(4001);
        plan.ReadCauses().Count.ShouldBe(2);
        plan.Summary[RecordKind.Enrollment][ChangeAction.Create].ShouldBe(1);
    }

    [Fact]
    public async Task The_missing_course_is_completed_in_the_repair_file_which_is_read_like_any_export()
    {
        OneCourseMissing(3);
        IReadOnlyList<string> files = await RepairFiles.WriteAsync(await _world.Plan(), _repair["r"], Token);
        files.Select(Path.GetFileName).ShouldBe(["missing-courses.csv"]);
        string[] lines = await File.ReadAllLinesAsync(files[0], Token);
        lines.ShouldBe(["idnumber,shortname,fullname,category", "C9,,,"]);
        _world.File("courses.csv", "shortname,idnumber,fullname,category", "c1,C1,,", "c9,C9,Nine,Fall");
        (await _world.Run()).Plan.ReadCauses().ShouldNotContain(cause => cause.Missing != null);
        _world.Lms.Records(RecordKind.Enrollment).Count.ShouldBe(4);
    }

    [Fact]
    public async Task What_was_left_out_for_an_error_of_its_own_is_named_as_the_cause()
    {
        _world.File("users.csv", "username,idnumber", "ada,1", "bob,2,,").File("courses.csv", "idnumber,shortname,fullname", "C1,,Nameless")
            .File("enrollments.csv", "course_idnumber,user_idnumber,role", "C1,1,student");
        SyncPlan plan = await _world.Plan();
        RecordIssue issue = plan.ReadIssues().Single(i => i.Code == IssueCodes.ReferenceMissing);
        issue.Other!.Value.ToString().ShouldBe("courses.csv:2");
        (await RepairFiles.WriteAsync(plan, _repair["r"], Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task New_keys_are_written_as_a_file_that_tells_the_old_ones()
    {
        _world.File("users.csv", ["username,idnumber", .. Enumerable.Range(0, 40).Select(i => $"u{i},{i}")]);
        await _world.Run();
        _world.File("users.csv", ["username,idnumber", .. Enumerable.Range(0, 40).Select(i => $"u{i},N{i}")]);
        SyncPlan plan = await _world.Plan();
        plan.IsApplicable.ShouldBeFalse();
        string file = (await RepairFiles.WriteAsync(plan, _repair["r"], Token)).ShouldHaveSingleItem();
        string[] lines = await File.ReadAllLinesAsync(file, Token);
        lines[..2].ShouldBe(["oldkey,idnumber,username", "0,N0,u0"]);
        // Usernames that change as well leave nothing to find people by, but the file.
        _world.Configuration = SyncConfiguration.Parse("""{ "format": 1, "guards": { "user": { "renames": "off" } } }""");
        _world.File("users.csv", ["oldkey,idnumber,username", .. lines[1..].Select(line => line + ".x")]);
        (await _world.Run()).Plan.Summary.ToString().ShouldBe("user ~40");
        _world.UserIds.ShouldAllBe(id => id.StartsWith('N'));
    }
}
