using Conduit.Records;
using Conduit.Sources;
using Conduit.Tests.Support;

namespace Conduit.Tests.Sources;

/// <summary>
/// Rosters of other people, read through mappings of ours. CONDUIT_SAMPLES names the folder that holds them: the Learning
/// Analytics Dataset of the Open University, samples of School Data Sync, and exports of another LMS.
/// </summary>
public class SampleRosterTests
{
    private static readonly string? Samples = Environment.GetEnvironmentVariable("CONDUIT_SAMPLES");

    [Fact]
    public async Task Open_university()
    {
        CsvRecordSource source = await SourceAsync("oulad.json", "oulad");
        FeedContent students = await CleanAsync(source, "students", 12_489);
        students.Rows.Select(row => ((UserRecord)row.Record).IdNumber!).Distinct(StringComparer.Ordinal).Count().ShouldBe(12_400);
        UserRecord first = students.Record<UserRecord>();
        first.Username.ShouldBe("s" + first.IdNumber);
        first.Custom.Select(custom => custom.Key).ShouldBe(["age_band", "disability", "gender", "highest_education", "imd_band"]);

        FeedContent courses = await CleanAsync(source, "courses", 12);
        courses.Record<CourseRecord>().ShortName.ShouldBe("AAA-2013J");
        courses.Record<CourseRecord>().FullName.ShouldBe("Module AAA, presentation 2013J");

        FeedContent registrations = await CleanAsync(source, "registrations", 12_489);
        var known = courses.Rows.Select(row => ((CourseRecord)row.Record).IdNumber!).ToHashSet(StringComparer.Ordinal);
        registrations.Rows.ShouldAllBe(row => known.Contains(((EnrollmentRecord)row.Record).CourseIdNumber!));
        registrations.Rows.ShouldAllBe(row => ((EnrollmentRecord)row.Record).Roles!.Contains("student"));
    }

    [Fact]
    public async Task School_data_sync()
    {
        CsvRecordSource source = await SourceAsync("microsoft-sds.json", "microsoft-sds", "CSV Samples", "SDS Format", "100 Users");
        FeedContent students = await CleanAsync(source, "students", 86);
        FeedContent teachers = await CleanAsync(source, "teachers", 12);
        FeedContent sections = await CleanAsync(source, "sections", 28);
        FeedContent enrollments = await CleanAsync(source, "student-enrollments", 602);
        FeedContent rosters = await CleanAsync(source, "teacher-rosters", 28);

        UserRecord student = students.Record<UserRecord>();
        student.IdNumber.ShouldBe("13001");
        student.Username.ShouldBe("oklein");
        student.Suspended.ShouldBe(false);
        student.Stated.Contains(UserFields.Email).ShouldBeFalse();
        sections.Record<CourseRecord>().FullName.ShouldBe("Math - Algebra 1");
        var people = students.Rows.Concat(teachers.Rows).Select(row => ((UserRecord)row.Record).IdNumber!).ToHashSet(StringComparer.Ordinal);
        enrollments.Rows.Concat(rosters.Rows).ShouldAllBe(row => people.Contains(((EnrollmentRecord)row.Record).UserIdNumber!));
        rosters.Record<EnrollmentRecord>().Roles!.Roles.ShouldBe(["editingteacher"]);
    }

    [Fact]
    public async Task Schoology()
    {
        CsvRecordSource source = await SourceAsync("schoology.json", "schoology", "seed", "csv-exports");
        await CleanAsync(source, "people", 35);
        FeedContent sections = await CleanAsync(source, "sections", 27);
        FeedContent teachers = await CleanAsync(source, "teachers", 27);
        FeedContent enrollments = await CleanAsync(source, "enrollments", 57);
        teachers.Rows.ShouldAllBe(row => ((EnrollmentRecord)row.Record).Roles!.Contains("editingteacher"));
        sections.Record<CourseRecord>().FullName.ShouldBe("AP Biology, p2 T1");
        sections.Record<CourseRecord>().Visible.ShouldBe(true);
        enrollments.Rows.Count(row => ((EnrollmentRecord)row.Record).Roles!.Contains("student")).ShouldBe(30);
        enrollments.Rows.Count(row => ((EnrollmentRecord)row.Record).Roles!.Contains("editingteacher")).ShouldBe(27);
    }

    private static async Task<CsvRecordSource> SourceAsync(string configuration, params string[] folder)
    {
        Assert.SkipWhen(string.IsNullOrEmpty(Samples), "CONDUIT_SAMPLES does not name a folder of samples.");
        SyncConfiguration loaded = await SyncConfiguration.LoadAsync(
            RepositoryFiles.At("tests", "Conduit.Core.Tests", "Assets", configuration), cancellationToken: TestContext.Current.CancellationToken);
        return CsvRecordSource.FromFolder(Path.Combine([Samples, .. folder]), loaded);
    }

    private static async Task<FeedContent> CleanAsync(CsvRecordSource source, string feed, int rows)
    {
        FeedContent content = await FeedContent.ReadAsync(source, feed);
        content.Feed.Issues.ShouldBeEmpty();
        content.Rows.Count.ShouldBe(rows);
        content.Rows.ShouldAllBe(row => !row.IsRejected && row.Issues.Count == 0);
        content.IsComplete.ShouldBeTrue();
        return content;
    }
}
