using Conduit.Csv;
using Conduit.Planning;
using Conduit.Records;
using Conduit.Reporting;
using Conduit.Sinks;
using Conduit.Sources;
using Conduit.Tests.Support;
using Conduit.Transactions;

namespace Conduit.Tests.Runs;

/// <summary>
/// Rosters of other people, planned and applied whole into a folder. CONDUIT_SAMPLES names the folder that holds them.
/// </summary>
public sealed class SampleRunTests : IDisposable
{
    private const string OpenUniversity = """
        { "format": 1, "source": "oulad", "feeds": [
            { "name": "students", "file": "studentInfo.csv", "kind": "user",
              "fields": { "idnumber": "id_student", "username": "s{id_student}", "profile_field_age_band": "age_band" } },
            { "name": "courses", "file": "courses.csv", "kind": "course",
              "fields": { "idnumber": "{code_module}-{code_presentation}", "shortname": "{code_module}-{code_presentation}" } },
            { "name": "registrations", "file": "studentRegistration.csv", "kind": "enrollment", "constants": { "role": "student" },
              "fields": { "course_idnumber": "{code_module}-{code_presentation}", "user_idnumber": "id_student" } } ] }
        """;

    private static readonly string? Samples = Environment.GetEnvironmentVariable("CONDUIT_SAMPLES");
    private readonly TempFolder _folder = new();
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Open_university()
    {
        Copy("oulad");
        _folder.Write("sync.json", OpenUniversity);
        SyncPlan plan = (await Run()).Plan;
        (plan.Summary[RecordKind.User][ChangeAction.Create], plan.Summary[RecordKind.Course][ChangeAction.Create], plan.Summary[RecordKind.Enrollment][ChangeAction.Create]).ShouldBe((12_400, 12, 12_489));
        RecordIssue[] conflicts = [.. plan.ReadIssues().Where(i => i.Code == IssueCodes.DuplicateConflict)];
        conflicts.Length.ShouldBe(3);
        conflicts.ShouldAllBe(i => i.Location!.Value.Line > 0 && i.Other!.Value.Line > 0 && i.Other!.Value.Line < i.Location!.Value.Line);
        plan.ReadIssues().Single(i => i.Code == IssueCodes.DuplicateRow).Count.ShouldBe(89 - 3);
        (await Plan()).Summary.Changes.ShouldBe(0);

        string registrations = _folder[Path.Combine("export", "studentRegistration.csv")];
        List<string> lines = [.. await File.ReadAllLinesAsync(registrations, Token)];
        lines.RemoveAt(5000);
        await File.WriteAllLinesAsync(registrations, lines, Token);
        plan = await Plan();
        plan.Summary.Changes.ShouldBe(1);
        plan.Summary[RecordKind.Enrollment][ChangeAction.Suspend].ShouldBe(1);

        await File.WriteAllLinesAsync(registrations, lines[..1], Token);
        plan = await Plan();
        plan.Blockers.Single().Code.ShouldBe(IssueCodes.FeedEmpty);
        plan.Summary.Changes.ShouldBe(0);
    }

    [Fact]
    public async Task School_data_sync()
    {
        Copy("microsoft-sds", "CSV Samples", "SDS Format", "100 Users");
        _folder.Write("sync.json", Asset("microsoft-sds.json"));
        SyncPlan plan = (await Run()).Plan;
        plan.ReadIssues().ShouldBeEmpty();
        plan.Summary.ToString().ShouldBe("user +98, course +28, enrollment +630");

        // Dates of the form M/D/YYYY, in the zone of the school; the last day counts whole.
        (await Lms("courses")).Select(row => $"{row["startdate"]} {row["enddate"]}").Distinct(StringComparer.Ordinal).ShouldBe(["2017-07-01T07:00:00Z 2018-07-01T06:59:59Z"]);
        Dictionary<string, string>[] users = await Lms("users");
        users.Count(row => row["profile_field_job"] == "student" && row["profile_field_birthday"].Length == "2000-04-02".Length).ShouldBe(86);
        users.Count(row => row["profile_field_job"] == "teacher" && row["profile_field_birthday"].Length == 0).ShouldBe(12);
        (await Lms("enrollments")).CountBy(row => row["role"], StringComparer.Ordinal).Select(roles => (roles.Key, roles.Value)).ShouldBe([("student", 602), ("editingteacher", 28)], ignoreOrder: true);

        await TakeARowOutAndEmpty("Teacher.csv", RecordKind.User);
        await TakeARowOutAndEmpty("TeacherRoster.csv", RecordKind.Enrollment);
        await TakeARowOutAndEmpty("StudentEnrollment.csv", RecordKind.Enrollment);
    }

    [Fact]
    public async Task Schoology()
    {
        Copy("schoology", "seed", "csv-exports");
        _folder.Write("sync.json", Asset("schoology.json"));
        SyncPlan plan = (await Run()).Plan;
        plan.ReadIssues().ShouldBeEmpty();
        plan.Summary.ToString().ShouldBe("user +35, course +27, enrollment +84");
        (await Lms("enrollments")).CountBy(row => row["role"], StringComparer.Ordinal).Select(roles => (roles.Key, roles.Value)).ShouldBe([("student", 30), ("editingteacher", 27 + 27)], ignoreOrder: true);
        await TakeARowOutAndEmpty("enrollments.csv", RecordKind.Enrollment);

        // A course that is shut goes from both feeds of its file: the course stays, by policy, and its teacher goes.
        string courses = _folder[Path.Combine("export", "courses.csv")];
        string[] lines = await File.ReadAllLinesAsync(courses, Token);
        await File.WriteAllLinesAsync(courses, [.. lines[..^1], lines[^1][..^2] + "0,"], Token);
        plan = await Plan();
        plan.Summary[RecordKind.Course].ToString().ShouldBe("=27");
        plan.Summary[RecordKind.Enrollment].ToString().ShouldBe("-1 =83");
    }

    private async Task TakeARowOutAndEmpty(string file, RecordKind kind)
    {
        (await Plan()).Summary.Changes.ShouldBe(0);
        string path = _folder[Path.Combine("export", file)];
        string[] lines = await File.ReadAllLinesAsync(path, Token);
        await File.WriteAllLinesAsync(path, lines[..^1], Token);
        SyncPlan plan = await Plan();
        plan.Summary.Changes.ShouldBe(1);
        plan.Summary[kind].Removals.ShouldBe(1);
        await File.WriteAllLinesAsync(path, lines[..1], Token);
        plan = await Plan();
        plan.Blockers.Single().Code.ShouldBe(IssueCodes.FeedEmpty);
        await File.WriteAllLinesAsync(path, lines, Token);
    }

    private async Task<Dictionary<string, string>[]> Lms(string file)
    {
        using CsvReader reader = CsvReader.OpenFile(_folder[Path.Combine("lms", file + ".csv")]);
        var rows = new List<Dictionary<string, string>>();
        while (await reader.ReadAsync(Token))
        {
            while (reader.TryRead(out CsvRow row))
            {
                var cells = new Dictionary<string, string>(StringComparer.Ordinal);
                for (int i = 0; i < reader.Header.Count; i++)
                    cells.Add(reader.Header[i], row[i].ToString());
                rows.Add(cells);
            }
        }
        return [.. rows];
    }

    private static string Asset(string name) => File.ReadAllText(Path.Combine(RepositoryFiles.Root, "tests", "Conduit.Core.Tests", "Assets", name));

    private void Copy(params string[] folder)
    {
        Assert.SkipWhen(string.IsNullOrEmpty(Samples), "CONDUIT_SAMPLES does not name a folder of samples.");
        foreach (string path in Directory.GetFiles(Path.Combine([Samples!, .. folder]), "*.csv"))
            _folder.Write(Path.Combine("export", Path.GetFileName(path)), File.ReadAllText(path));
    }

    private async Task<RosterSync> Sync()
    {
        SyncConfiguration configuration = await SyncConfiguration.LoadAsync(_folder["sync.json"], cancellationToken: Token);
        return new RosterSync
        {
            Source = CsvRecordSource.FromFolder(_folder["export"], configuration),
            Sink = new CsvFolderSink(_folder["lms"]),
            Log = new FileTransactionLog(_folder["data"]),
            Options = configuration.Options,
        };
    }

    private async Task<SyncPlan> Plan() => await (await Sync()).PlanAsync(cancellationToken: Token);

    private async Task<SyncReport> Run()
    {
        SyncPlan plan = await Plan();
        plan.Blockers.ShouldBeEmpty();
        SyncReport report = await (await Sync()).ApplyAsync(plan, cancellationToken: Token);
        report.IsComplete.ShouldBeTrue();
        return report;
    }
}
