using Conduit.Mapping;
using Conduit.Planning;
using Conduit.Records;
using Conduit.Reporting;
using Conduit.Sinks;
using Conduit.Sources;
using Conduit.Tests.Support;
using Conduit.Transactions;

namespace Conduit.Tests.Runs;

/// <summary>Whole runs, files in and the files of an LMS out, with mappings that do more than name columns; from a file and from code.</summary>
public sealed class MappingRunTests : IDisposable
{
    private const string People = """
        { "format": 1, "source": "sis",
          "feeds": [
            { "name": "people", "file": "people.csv", "kind": "user", "skip": "STATUS is Withdrawn or TYPE is Parent",
              "fields": {
                "idnumber": "ID | pad(4)",
                "username": "{FIRST}.{LAST} | slug(.)",
                "firstname": "FIRST | trim", "lastname": "LAST | trim | required",
                "email": "MAIL | coalesce(MAIL2) | lower",
                "country": "LAND | country",
                "department": { "from": "HOUSE", "when": "TYPE is S" },
                "profile_field_job": [ { "constant": "teacher", "when": "TYPE is T" }, { "constant": "pupil" } ] } },
            { "name": "staff", "file": "people.csv", "kind": "cohort_member", "when": "TYPE is T", "skip": "STATUS is Withdrawn",
              "constants": { "cohort": "staff" }, "fields": { "user_idnumber": "ID | pad(4)" } },
            { "name": "cohorts", "file": "cohorts.csv" },
            { "name": "sections", "file": "sections.csv", "kind": "course",
              "fields": { "idnumber": "SECTION | lookup(crosslist, {})", "shortname": "SECTION | lookup(crosslist, {})", "fullname": "TITLE",
                          "startdate": { "from": "START | date('M/d/yyyy')", "zone": "America/New_York" } } },
            { "name": "rosters", "file": "rosters.csv", "kind": "enrollment",
              "fields": { "course_idnumber": "SECTION | lookup(crosslist, {})", "user_idnumber": "ID | pad(4)", "role": "ROLE | lookup(roles)" } }
          ],
          "lookups": { "crosslist": "crosslist.csv", "roles": { "T": "editingteacher", "S": "student" } } }
        """;

    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_file_feeds_users_and_cohort_members_by_row(bool inCode)
    {
        WriteSchool();
        SyncReport report = await RunAsync(inCode);
        report.Plan.ReadIssues().ShouldAllBe(issue => issue.Code == IssueCodes.DuplicateRow);
        Lms("users").ShouldBe([
            "username,idnumber,firstname,lastname,email,suspended,department,country,profile_field_job",
            "ada.lovelace,0001,Ada,Lovelace,ada@x.edu,,Red,GB,pupil",
            "zoe.o.brien,0002,Zoë,O Brien,zoe@x.edu,,,FR,teacher",
        ]);
        Lms("cohort_members").Length.ShouldBe(2);
        (await PlanAsync(inCode)).Summary.Changes.ShouldBe(0);

        // Another spelling of the same map knows every row.
        (await PlanAsync(!inCode)).Summary.Changes.ShouldBe(0);

        // Who is skipped is not there; who is no longer skipped is back; a field whose condition no longer holds keeps what it held.
        Write("people", "1,Ada,Lovelace,T,Active,ADA@x.edu,,Blue,United Kingdom", "2,Zoë,O Brien,T,withdrawn,,ZOE@x.edu,,fra", "3,Bob,Gone,S,Active,b@x.edu,,Red,");
        report = await RunAsync(inCode, "user=100%");
        report.Plan.Summary[RecordKind.User].ToString().ShouldBe("+1 ~1 -1");
        Lms("users")[1].ShouldStartWith("ada.lovelace,0001,Ada,Lovelace,ada@x.edu,");
        Lms("users").Single(line => line.StartsWith("ada.lovelace", StringComparison.Ordinal)).ShouldContain(",Red,GB,");
        Lms("users").Single(line => line.StartsWith("ada.lovelace", StringComparison.Ordinal)).ShouldContain("teacher");
        Lms("users").ShouldContain(line => line.StartsWith("bob.gone,0003", StringComparison.Ordinal));
        report.Plan.Summary[RecordKind.CohortMember].ToString().ShouldBe("+1 -1");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Several_sections_feed_one_course_and_an_enrollment_goes_with_the_last_of_them(bool inCode)
    {
        WriteSchool();
        await RunAsync(inCode);
        Lms("courses").Skip(1).Select(line => line.Split(',', StringSplitOptions.RemoveEmptyEntries)).ShouldBe([["ART", "ART", "Art", "2026-08-31T04:00:00Z"], ["MATH", "MATH", "Maths", "2026-09-01T04:00:00Z"]]);
        Lms("enrollments").Length.ShouldBe(1 + 3);
        Write("rosters", "M1,1,S", "ART,1,S", "M1,2,T");
        (await RunAsync(inCode)).Plan.Summary[RecordKind.Enrollment].Changes.ShouldBe(0);
        Write("rosters", "ART,1,S", "M1,2,T");
        SyncPlan plan = (await RunAsync(inCode, "enrollment=100%")).Plan;
        plan.Summary[RecordKind.Enrollment].ToString().ShouldBe("-1 =2");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_value_that_cannot_be_used_costs_the_value_or_the_row_and_nothing_else(bool inCode)
    {
        WriteSchool();
        await RunAsync(inCode);
        Write("people", "1,Ada,Lovelace,S,Active,ADA@x.edu,,Red,Atlantis", "2,Zoë,,T,Active,,ZOE@x.edu,,fra");
        Write("rosters", "M1,1,S", "M2,1,S", "ART,1,Q", "M1,2,T");
        SyncPlan plan = (await RunAsync(inCode)).Plan;
        plan.Summary[RecordKind.User].ToString().ShouldBe("=1 !1");
        RecordIssue[] issues = [.. plan.ReadIssues().Where(issue => issue.Severity > IssueSeverity.Note)];
        issues.Select(issue => (issue.Code, issue.Severity, issue.Field, issue.Location?.File, issue.Location?.Line)).ShouldBe(
        [
            (IssueCodes.CountryUnknown, IssueSeverity.Warning, "country", "people.csv", 2),
            (IssueCodes.ValueRequired, IssueSeverity.Error, "lastname", "people.csv", 3),
            (IssueCodes.LookupMissing, IssueSeverity.Warning, "role", "rosters.csv", 4),
        ], ignoreOrder: true);
        issues.ShouldAllBe(issue => issue.Message.EndsWith('.') && !issue.Message.Contains("Atlantis"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_newcomer_without_a_required_value_keeps_nobody_else_from_going(bool inCode)
    {
        WriteSchool();
        await RunAsync(inCode);
        Write("people", "1,Ada,Lovelace,S,Active,ADA@x.edu,,Red,United Kingdom", "7,New,,S,Active,,,,");
        SyncPlan plan = await PlanAsync(inCode, "user=100%");
        plan.Summary[RecordKind.User].ToString().ShouldBe("-1 =1 !1");
        plan.ReadIssues().ShouldNotContain(issue => issue.Code == IssueCodes.RemovalsWithheld);

        // Where the key itself cannot be told, it could be anybody.
        Write("people", "1,Ada,Lovelace,S,Active,ADA@x.edu,,Red,United Kingdom", ",,New,S,Active,,,,");
        plan = await PlanAsync(inCode, "user=100%");
        plan.Summary[RecordKind.User].ToString().ShouldBe("=1 !1 ?1");
        plan.ReadIssues().ShouldContain(issue => issue.Code == IssueCodes.RemovalsWithheld);
    }

    private void WriteSchool()
    {
        _folder.Write("sync.json", People);
        _folder.Write("crosslist.csv", "SECTION,COURSE\nM1,MATH\nM2,MATH\n");
        _folder.Write(Path.Combine("export", "cohorts.csv"), "idnumber,name\nstaff,Staff\n");
        Write("people", "1,Ada,Lovelace,S,Active,ADA@x.edu,,Red,United Kingdom", "2,Zoë,O Brien,T,Active,,ZOE@x.edu,,fra", "3,Bob,Gone,S,WITHDRAWN,b@x.edu,,Red,", "4,Eve,Parent,parent,Active,e@x.edu,,,");
        _folder.Write(Path.Combine("export", "sections.csv"), "SECTION,TITLE,START\nM1,Maths,9/1/2026\nM2,Maths,9/1/2026\nART,Art,8/31/2026\n");
        Write("rosters", "M1,1,S", "M2,1,S", "ART,1,S", "M1,2,T");
    }

    private void Write(string file, params string[] rows) => _folder.Write(Path.Combine("export", file + ".csv"),
        (file == "people" ? "ID,FIRST,LAST,TYPE,STATUS,MAIL,MAIL2,HOUSE,LAND" : "SECTION,ID,ROLE") + "\n" + string.Concat(rows.Select(row => row + "\n")));

    private string[] Lms(string file) => File.ReadAllLines(_folder[Path.Combine("lms", file + ".csv")]);

    private async Task<SyncPlan> PlanAsync(bool inCode, string? allow = null) => await (await SyncAsync(inCode)).PlanAsync(allow is null ? null : Allow(allow), cancellationToken: Token);

    private async Task<SyncReport> RunAsync(bool inCode, string? allow = null)
    {
        SyncPlan plan = await PlanAsync(inCode, allow);
        plan.Blockers.ShouldBeEmpty();
        SyncReport report = await (await SyncAsync(inCode)).ApplyAsync(plan, cancellationToken: Token);
        report.IsComplete.ShouldBeTrue(report.ToString());
        return report;
    }

    private static Conduit.Reconciliation.PlanRequest Allow(string text) => new()
    {
        AllowRemovals = System.Collections.Immutable.ImmutableDictionary<RecordKind, Conduit.Reconciliation.ChangeGuard>.Empty
            .Add(RecordKinds.TryParse(text.Split('=')[0], out RecordKind kind) ? kind : default, Conduit.Reconciliation.ChangeGuard.Parse(text.Split('=')[1])),
    };

    private async Task<RosterSync> SyncAsync(bool inCode) => new()
    {
        Source = inCode
            ? CsvRecordSource.FromFolder(_folder["export"], InCode(), "sis")
            : CsvRecordSource.FromFolder(_folder["export"], await SyncConfiguration.LoadAsync(_folder["sync.json"], cancellationToken: Token)),
        Sink = new CsvFolderSink(_folder["lms"]),
        Log = new FileTransactionLog(_folder["data"]),
    };

    private CsvSourceFeed[] InCode()
    {
        RowCondition isTeacher = RowCondition.Column("TYPE").Is("T");
        RowCondition isGone = RowCondition.Column("STATUS").Is("Withdrawn");
        return
        [
            new("people", "people.csv", RecordMap.For<UserRecord>(map =>
            {
                map.Skip(isGone.Or(RowCondition.Column("TYPE").Is("Parent")));
                map.Field(UserFields.IdNumber).From("ID").Pad(4);
                map.Field(UserFields.Username).From("{FIRST}.{LAST}").Slug(".");
                map.Field(UserFields.FirstName).From("FIRST").Trim();
                map.Field(UserFields.LastName).From("LAST").Trim().Required();
                map.Field(UserFields.Email).From("MAIL").Coalesce("MAIL2").Lower();
                map.Field(UserFields.Country).From("LAND").Country();
                map.Field(UserFields.Department).From("HOUSE").When(RowCondition.Column("TYPE").Is("S"));
                map.Custom("job").Constant("teacher").When(isTeacher);
                map.Custom("job").Constant("pupil");
            })),
            new("staff", "people.csv", RecordMap.For<CohortMemberRecord>(map =>
            {
                map.When(isTeacher).Skip(isGone);
                map.Field(CohortMemberFields.UserIdNumber).From("ID").Pad(4);
                map.Field(CohortMemberFields.Cohort).Constant("staff");
            })),
            new("cohorts", "cohorts.csv", RecordMap.ByHeadings(RecordKind.Cohort)),
            new("sections", "sections.csv", RecordMap.For<CourseRecord>(map =>
            {
                map.LookupFile("crosslist", _folder["crosslist.csv"]);
                map.Field(CourseFields.IdNumber).From("SECTION").Lookup("crosslist", "{}");
                map.Field(CourseFields.ShortName).From("SECTION").Lookup("crosslist", "{}");
                map.Field(CourseFields.FullName).From("TITLE");
                map.Field(CourseFields.StartDate).From("START").Date("M/d/yyyy").Zone(TimeZoneInfo.FindSystemTimeZoneById("America/New_York"));
            })),
            new("rosters", "rosters.csv", RecordMap.For<EnrollmentRecord>(map =>
            {
                map.LookupFile("crosslist", _folder["crosslist.csv"]).Lookup("roles", [new("T", "editingteacher"), new("S", "student")]);
                map.Field(EnrollmentFields.CourseIdNumber).From("SECTION").Lookup("crosslist", "{}");
                map.Field(EnrollmentFields.UserIdNumber).From("ID").Pad(4);
                map.Field(EnrollmentFields.Roles).From("ROLE").Lookup("roles");
            })),
        ];
    }
}
