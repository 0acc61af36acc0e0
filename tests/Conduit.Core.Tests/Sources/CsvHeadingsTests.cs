using Conduit.Records;
using Conduit.Sources;

namespace Conduit.Tests.Sources;

public sealed class CsvHeadingsTests : IDisposable
{
    private readonly RosterFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("users.csv", "username\nada\n", RecordKind.User)]
    [InlineData("AUTH.CSV", "username\nada\n", RecordKind.User)]
    [InlineData("course.csv", "shortname\nm1\n", RecordKind.Course)]
    [InlineData("enroll.csv", "course,username\nm1,ada\n", RecordKind.Enrollment)]
    [InlineData("enrolments.csv", "course,username\nm1,ada\n", RecordKind.Enrollment)]
    [InlineData("groups.csv", "course,name\nm1,g\n", RecordKind.Group)]
    [InlineData("groups_members.csv", "course,group,username\nm1,g,ada\n", RecordKind.GroupMember)]
    [InlineData("cohorts.csv", "idnumber\nc1\n", RecordKind.Cohort)]
    [InlineData("cohort_members.csv", "cohort,username\nc1,ada\n", RecordKind.CohortMember)]
    [InlineData("role_assign.csv", "username,role,context,instance\nada,parent,user,bob\n", RecordKind.RoleAssignment)]
    public async Task A_file_is_known_by_its_name(string file, string text, RecordKind kind)
    {
        _folder.Write(file, text);
        FeedContent content = await _folder.ReadAsync();
        content.Feed.Name.ShouldBe(Path.GetFileNameWithoutExtension(file).ToLowerInvariant());
        content.Feed.Kind.ShouldBe(kind);
        content.Feed.Coverage.ShouldBe(Coverage.Complete);
        content.Feed.Issues.ShouldBeEmpty();
        content.Row.IsRejected.ShouldBeFalse();
        content.IsComplete.ShouldBeTrue();
    }

    [Fact]
    public async Task Two_files_of_one_kind_are_two_feeds_and_other_files_are_left_alone()
    {
        _folder.Write("users.csv", "username\nada\n").Write("auth.csv", "username\nbob\n").Write("notes.csv", "x\n1\n").Write("users.txt", "username\n");
        IReadOnlyList<SourceFeed> feeds = await _folder.Source().DescribeAsync(TestContext.Current.CancellationToken);
        feeds.Select(feed => feed.Name).ShouldBe(["auth", "users"]);
    }

    [Fact]
    public async Task Headings_match_by_name_and_synonym_whatever_their_spelling()
    {
        _folder.Write("users.csv", "User Name;ID-Number;First Name;family_name;E-Mail Address;Language;active;Supervisor;profile_field_Cost_Centre\nAda ; 7 ;Ada;Lovelace; Ada@X.edu ;en;no;bob;C 1\n");
        FeedContent content = await _folder.ReadAsync();
        content.Feed.Issues.ShouldBeEmpty();
        UserRecord user = content.Record<UserRecord>();
        user.Username.ShouldBe("ada");
        user.IdNumber.ShouldBe("7");
        user.FirstName.ShouldBe("Ada");
        user.LastName.ShouldBe("Lovelace");
        user.Email.ShouldBe("ada@x.edu");
        user.Language.ShouldBe("en");
        user.Suspended.ShouldBe(true);
        user.Manager.ShouldBe("bob");
        user.Custom.ShouldHaveSingleItem().ShouldBe(new("Cost_Centre", "C 1"));
        user.Stated.Count.ShouldBe(8);
    }

    [Fact]
    public async Task Enrollments_bind_the_headings_of_working_clients()
    {
        _folder.Write("enroll.csv", "action,shortname,idnumber,role,status\nadd,m1,7,student,0\nDROP,m1,8,,\n");
        FeedContent content = await _folder.ReadAsync();
        content.Feed.Coverage.ShouldBe(Coverage.Partial);
        EnrollmentRecord first = content.Record<EnrollmentRecord>();
        first.Course.ShouldBe("m1");
        first.UserIdNumber.ShouldBe("7");
        first.Roles!.Roles.ShouldBe(["student"]);
        first.Status.ShouldBe(EnrollmentStatus.Active);
        content.Rows[0].Action.ShouldBe(RowAction.Set);
        content.Rows[1].Action.ShouldBe(RowAction.Remove);
        content.Record<EnrollmentRecord>(1).Stated.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_unknown_column_is_told_once_with_the_nearest_name_and_left_alone()
    {
        _folder.Write("users.csv", "username,emial,shoe size\nada,a@x.edu,7\n");
        FeedContent content = await _folder.ReadAsync();
        content.Feed.Issues.Select(issue => issue.Code).ShouldBe([IssueCodes.ColumnUnknown, IssueCodes.ColumnUnknown]);
        content.Feed.Issues[0].Message.ShouldContain("'email'");
        content.Feed.Issues[1].Message.ShouldContain("profile_field_shoesize");
        content.Feed.Issues.ShouldAllBe(issue => issue.Severity == IssueSeverity.Warning && issue.Location!.Value.File == "users.csv");
        content.Record<UserRecord>().Stated.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("password")]
    [InlineData("Passwd")]
    [InlineData("SSHA_Password")]
    [InlineData("profile_field_password")]
    public async Task A_password_is_never_read(string heading)
    {
        _folder.Write("users.csv", $"username,{heading}\nada,first\n");
        FeedContent before = await _folder.ReadAsync();
        before.Feed.Issues.ShouldHaveSingleItem().Code.ShouldBe(IssueCodes.ColumnPassword);
        before.Record<UserRecord>().Custom.ShouldBeEmpty();
        _folder.Write("users.csv", $"username,{heading}\nada,second\n");
        (await _folder.ReadAsync()).Fingerprints.ShouldBe(before.Fingerprints);
    }

    [Fact]
    public async Task Of_two_columns_for_one_field_the_first_counts_unless_one_has_the_fields_own_name()
    {
        _folder.Write("users.csv", "id,username,mail,e-mail-address,idnumber\n1,ada,a@x.edu,b@x.edu,7\n");
        FeedContent content = await _folder.ReadAsync();
        content.Feed.Issues.Select(issue => issue.Code).ShouldBe([IssueCodes.ColumnAmbiguous, IssueCodes.ColumnAmbiguous]);
        content.Record<UserRecord>().Email.ShouldBe("a@x.edu");
        content.Record<UserRecord>().IdNumber.ShouldBe("7");
    }

    [Theory]
    [InlineData("enrollments.csv", "course,role\nm1,student\n", "username or user_idnumber")]
    [InlineData("users.csv", "firstname\nAda\n", "idnumber or username")]
    [InlineData("groups.csv", "description\nx\n", "course or course_idnumber, and name")]
    public async Task A_feed_without_its_key_is_unusable_and_says_what_is_missing(string file, string text, string missing)
    {
        _folder.Write(file, text);
        SourceFeed feed = (await _folder.Source().DescribeAsync(TestContext.Current.CancellationToken)).ShouldHaveSingleItem();
        RecordIssue issue = feed.Issues.Single(issue => issue.Severity == IssueSeverity.Error);
        issue.Code.ShouldBe(IssueCodes.FeedUnusable);
        issue.Message.ShouldContain(missing);
    }

    [Fact]
    public async Task A_file_without_a_header_is_unusable_and_nobodys_data_is_told()
    {
        _folder.Write("users.csv", "ada,ada@x.edu,Lovelace\nbob,bob@x.edu,Hope\n");
        SourceFeed feed = (await _folder.Source().DescribeAsync(TestContext.Current.CancellationToken)).ShouldHaveSingleItem();
        feed.Issues.ShouldHaveSingleItem().Code.ShouldBe(IssueCodes.FeedUnusable);
        feed.Issues[0].Message.ShouldNotContain("Lovelace");
        (await _folder.ReadAsync()).IsComplete.ShouldBeFalse();
    }

    [Fact]
    public async Task An_empty_file_is_unusable()
    {
        _folder.Write("users.csv", "");
        SourceFeed feed = (await _folder.Source().DescribeAsync(TestContext.Current.CancellationToken)).ShouldHaveSingleItem();
        feed.IsPresent.ShouldBeTrue();
        feed.Issues.ShouldContain(issue => issue.Code == IssueCodes.FeedUnusable && issue.Severity == IssueSeverity.Error);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_no_empty_roster()
    {
        CsvRecordSource source = CsvRecordSource.FromFolder(Path.Combine(_folder.Path, "nowhere"));
        await Should.ThrowAsync<DirectoryNotFoundException>(async () => await source.DescribeAsync(TestContext.Current.CancellationToken));
    }
}
