using Conduit.Records;
using Conduit.Sources;

namespace Conduit.Tests.Sources;

public sealed class CsvRowsTests : IDisposable
{
    private readonly RosterFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_unknown_action_rejects_the_row_and_lists_the_valid_ones()
    {
        _folder.Write("users.csv", "username,action\nada,UpSert\nbob,explode\ncyd,1\ndee,\n");
        FeedContent content = await _folder.ReadAsync();
        content.Rows.Select(row => row.IsRejected).ShouldBe([false, true, true, false]);
        RecordIssue issue = content.Rows[1].Issues.ShouldHaveSingleItem();
        issue.Code.ShouldBe(IssueCodes.ActionUnknown);
        issue.Message.ShouldContain("delete");
        issue.Message.ShouldNotContain("explode");
        issue.Value.ShouldBe("explode");
        issue.Location.ShouldBe(new SourceLocation("users.csv", 3, 5));
    }

    [Fact]
    public async Task A_value_that_cannot_be_read_is_dropped_and_told_with_its_place()
    {
        _folder.Write("courses.csv", "shortname,fullname,startdate\nm1,\"Maths\nfor all\",soon\n");
        FeedContent content = await _folder.ReadAsync();
        content.Row.IsRejected.ShouldBeFalse();
        content.Row.Record.Stated.Contains(CourseFields.StartDate).ShouldBeFalse();
        RecordIssue issue = content.Row.Issues.ShouldHaveSingleItem();
        issue.ShouldSatisfyAllConditions(
            () => issue.Severity.ShouldBe(IssueSeverity.Warning),
            () => issue.Code.ShouldBe(IssueCodes.ValueInvalid),
            () => issue.Kind.ShouldBe(RecordKind.Course),
            () => issue.Field.ShouldBe("startdate"),
            () => issue.Value.ShouldBe("soon"),
            () => issue.Location.ShouldBe(new SourceLocation("courses.csv", 3, 10)),
            () => issue.Message.ShouldNotContain("soon"));
    }

    [Fact]
    public async Task A_key_with_control_characters_or_without_a_value_rejects_its_row()
    {
        _folder.Write("users.csv", "username,firstname\na\u0001da,Ada\n  ,Bob\n");
        FeedContent content = await _folder.ReadAsync();
        content.Rows.ShouldAllBe(row => row.IsRejected);
        content.Rows[0].Issues.ShouldHaveSingleItem().Code.ShouldBe(IssueCodes.ValueInvalid);
        content.Rows[1].Issues.ShouldHaveSingleItem().Code.ShouldBe(IssueCodes.KeyMissing);
        content.Rows[1].Issues[0].Location.ShouldBe(new SourceLocation("users.csv", 3));
    }

    [Fact]
    public async Task A_blank_keeps_or_erases_as_the_field_is_made()
    {
        _folder.Write("users.csv", "username,firstname,email,suspended,department,profile_field_x\nada, ,,\t,, \n");
        RosterRecord user = (await _folder.ReadAsync()).Row.Record;
        user.Stated.Select(field => field.Name).ShouldBe(["username", "department"]);
        user[UserFields.Department].IsEmpty.ShouldBeTrue();
        user.Custom["x"].ShouldBe("");
    }

    [Fact]
    public async Task A_damaged_row_is_rejected_with_the_issues_of_the_reader_and_the_key_that_it_still_has()
    {
        _folder.Write("users.csv", "username,firstname,lastname\nada,Ada\nbob,Bob,Hope\n");
        FeedContent content = await _folder.ReadAsync();
        content.Damaged.ShouldBe([true, false]);
        SourceRecord row = content.Rows[0];
        row.IsRejected.ShouldBeTrue();
        row.Record.Stated.ShouldHaveSingleItem().ShouldBe(UserFields.Username);
        RecordIssue issue = row.Issues.ShouldHaveSingleItem();
        issue.Code.ShouldBe("csv-ragged-row");
        issue.Severity.ShouldBe(IssueSeverity.Error);
        issue.Location!.Value.Line.ShouldBe(2);
        content.Rows[1].IsRejected.ShouldBeFalse();
        content.IsComplete.ShouldBeTrue();
    }

    [Fact]
    public async Task Roles_come_apart_at_commas_semicolons_and_bars()
    {
        _folder.Write("enrollments.csv", "course,user,roles\nm1,ada,\"student; tutor|marker,student\"\n");
        (await _folder.ReadAsync()).Record<EnrollmentRecord>().Roles!.Roles.ShouldBe(["marker", "student", "tutor"]);
    }

    [Fact]
    public async Task Text_is_kept_as_it_stands()
    {
        _folder.Write("users.csv", "username,description,firstname\nada,\" a \"\"b\"\"\nc \",  Ada \n");
        UserRecord user = (await _folder.ReadAsync()).Record<UserRecord>();
        user.Description.ShouldBe(" a \"b\"\nc ");
        user.FirstName.ShouldBe("  Ada ");
    }

    [Theory]
    [InlineData("status", "1", true)]
    [InlineData("status", "0", false)]
    [InlineData("status", "yes", null)]
    [InlineData("status", "Suspended", true)]
    [InlineData("status", "active", false)]
    [InlineData("suspended", "1", true)]
    [InlineData("suspended", "enabled", false)]
    [InlineData("active", "1", false)]
    [InlineData("active", "inactive", true)]
    [InlineData("enabled", "N", true)]
    public async Task Account_states_are_read_by_what_their_heading_means(string heading, string value, bool? suspended)
    {
        _folder.Write("users.csv", $"username,{heading}\nada,{value}\n");
        FeedContent content = await _folder.ReadAsync();
        content.Record<UserRecord>().Suspended.ShouldBe(suspended);
        content.Row.Issues.Count.ShouldBe(suspended is null ? 1 : 0);
    }

    [Theory]
    [InlineData("visible", "hide", false)]
    [InlineData("visible", "Show", true)]
    [InlineData("hidden", "1", false)]
    [InlineData("visibility", "Yes", true)]
    public async Task Visibility_is_read_by_what_its_heading_means(string heading, string value, bool visible)
    {
        _folder.Write("courses.csv", $"shortname,{heading}\nm1,{value}\n");
        (await _folder.ReadAsync()).Record<CourseRecord>().Visible.ShouldBe(visible);
    }

    [Theory]
    [InlineData("CourseCat", "category")]
    [InlineData("30", "user")]
    [InlineData("galaxy", null)]
    public async Task Contexts_are_words_or_the_numbers_of_the_LMS(string value, string? context)
    {
        _folder.Write("role_assignments.csv", $"user,role,contextlevel,contextkey\nada,parent,{value},bob\n");
        FeedContent content = await _folder.ReadAsync();
        content.Record<RoleAssignmentRecord>().Context.ShouldBe(context);
        content.Record<RoleAssignmentRecord>().Instance.ShouldBe("bob");
        content.Row.IsRejected.ShouldBe(context is null);
    }
}
