using Conduit.Csv;
using Conduit.Planning;
using Conduit.Records;
using Conduit.Reporting;
using Conduit.Sinks;
using Conduit.Tests.Support;

namespace Conduit.Tests.Runs;

/// <summary>Files in the shapes that the bulk tools of an LMS take, read into the files of an LMS.</summary>
public sealed class BulkFileTests : IDisposable
{
    private readonly World _world = new();
    private readonly TempFolder _lms = new();

    public BulkFileTests() => _world.Sink = new CsvFolderSink(_lms.Path);

    public void Dispose()
    {
        _world.Dispose();
        _lms.Dispose();
    }

    [Fact]
    public async Task One_row_brings_a_person_with_courses_groups_cohorts_and_roles()
    {
        _lms.Write("courses.csv", "shortname,idnumber,fullname\nmath,M,Maths\nart,A,Art\n");
        Configure("""
            { "format": 1, "feeds": [
              { "name": "people", "file": "upload.csv", "kind": "user",
                "fields": { "username": "username", "firstname": "firstname", "lastname": "lastname", "email": "email", "profile_field_house": "profile_field_house" } },
              { "name": "cohorts", "file": "upload.csv", "kind": "cohort", "when": "cohort1 is not empty", "fields": { "idnumber": "cohort1", "name": "cohort1" } },
              { "name": "cohort members", "file": "upload.csv", "kind": "cohort_member", "when": "cohort1 is not empty", "fields": { "cohort": "cohort1", "username": "username" } },
              { "name": "first courses", "file": "upload.csv", "kind": "enrollment", "when": "course1 is not empty",
                "fields": { "course": "course1", "username": "username", "role": "type1 | lookup(types)" } },
              { "name": "second courses", "file": "upload.csv", "kind": "enrollment", "when": "course2 is not empty",
                "fields": { "course": "course2", "username": "username", "role": "role2 | default(student)" } },
              { "name": "groups", "file": "upload.csv", "kind": "group", "when": "group1 is not empty", "fields": { "course": "course1", "name": "group1" } },
              { "name": "group members", "file": "upload.csv", "kind": "group_member", "when": "group1 is not empty", "fields": { "course": "course1", "group": "group1", "username": "username" } },
              { "name": "roles", "file": "upload.csv", "kind": "role_assignment", "when": "sysrole1 is not empty",
                "fields": { "username": "username", "role": "sysrole1" }, "constants": { "context": "system" } } ],
              "lookups": { "types": { "1": "student", "2": "editingteacher", "3": "teacher" } } }
            """);
        _world.File("upload.csv", "username,firstname,lastname,email,profile_field_house,course1,type1,group1,course2,role2,cohort1,sysrole1",
            "ada,Ada,Lovelace,ada@x.edu,Red,math,2,Left,art,,Y7,manager",
            "bob,Bob,Builder,bob@x.edu,Blue,math,1,Left,,,Y7,",
            "cyd,Cyd,Charisse,cyd@x.edu,,,,,,,,");
        await ApplyAsync();
        Lms("users").ShouldBe(
        [
            "username=ada firstname=Ada lastname=Lovelace email=ada@x.edu profile_field_house=Red", "username=bob firstname=Bob lastname=Builder email=bob@x.edu profile_field_house=Blue",
            "username=cyd firstname=Cyd lastname=Charisse email=cyd@x.edu",
        ]);
        Lms("cohorts").ShouldBe(["idnumber=Y7 name=Y7"]);
        Lms("groups").ShouldHaveSingleItem().ShouldContain("name=Left");
        Lms("enrollments").Select(row => (Cell(row, "course"), Cell(row, "username"), Cell(row, "role"))).ShouldBe([("math", "ada", "editingteacher"), ("math", "bob", "student"), ("art", "ada", "student")], ignoreOrder: true);
        (Lms("cohort_members").Length, Lms("group_members").Length, Lms("role_assignments").Length).ShouldBe((2, 2, 1));
        (await _world.Plan()).Summary.Changes.ShouldBe(0);
    }

    [Fact]
    public async Task A_list_of_additions_and_drops_acts_line_by_line_and_a_bad_line_is_told()
    {
        _lms.Write("users.csv", "username,idnumber\nada,1\nbob,2\n");
        _lms.Write("courses.csv", "shortname,idnumber\nmath,M\n");
        Configure("""
            { "format": 1, "feeds": [ { "name": "flat", "file": "enrol.txt", "kind": "enrollment", "separator": ";", "action": "OP",
                "fields": { "role": "ROLE | lookup(roles)", "user_idnumber": "USER", "course_idnumber": "COURSE", "timestart": "START", "timeend": "END" } } ],
              "lookups": { "roles": { "Pupil": "student", "Teacher": "editingteacher" } },
              "policies": { "enrollment": { "removal": "delete" } } }
            """);
        _world.File("enrol.txt", "OP;ROLE;USER;COURSE;START;END", "add;Pupil;1;M;;", "add;Teacher;2;M;1788220800;0", "add;Pupil;9;M;;", "add;Wizard;1;M;;");
        SyncPlan plan = (await ApplyAsync()).Plan;
        plan.ReadIssues().Where(i => i.Severity > IssueSeverity.Note).Select(i => (i.Code, i.Location!.Value.Line)).ShouldBe([(IssueCodes.ReferencePending, 4L), (IssueCodes.LookupMissing, 5L)], ignoreOrder: true);
        Lms("enrollments").Select(row => (Cell(row, "user_idnumber"), Cell(row, "role"), Cell(row, "timestart"))).ShouldBe([("1", "student", ""), ("2", "editingteacher", "2026-09-01T00:00:00Z")]);

        _world.File("enrol.txt", "OP;ROLE;USER;COURSE;START;END", "del;Pupil;1;M;;");
        (await ApplyAsync()).Plan.Summary[RecordKind.Enrollment].ToString().ShouldBe("-1");
        Lms("enrollments").Select(row => Cell(row, "user_idnumber")).ShouldBe(["2"]);
    }

    [Fact]
    public async Task What_is_not_stated_is_kept_what_is_blank_is_erased_and_names_are_never_erased()
    {
        _world.File("users.csv", "username,idnumber,firstname,city,department", "ada,1,Ada,London,Maths");
        await ApplyAsync();
        _world.File("users.csv", "username,idnumber,firstname,city", "ada,1,,");
        (await ApplyAsync()).Plan.ReadChanges().ShouldHaveSingleItem().ChangedFields.ShouldBe(["city"]);
        Lms("users").ShouldBe(["username=ada idnumber=1 firstname=Ada department=Maths"]);
    }

    [Fact]
    public async Task Status_and_dates_are_read_as_numbers_and_as_ISO_8601()
    {
        _world.File("users.csv", "username,idnumber", "ada,1", "bob,2").File("courses.csv", "shortname,idnumber,fullname", "math,M,Maths")
            .File("enroll.csv", "course,username,role,status,timestart,timeend", "math,ada,student,0,1788220800,0", "math,bob,student,1,2026-09-01T08:00:00+02:00,2027-01-31");
        await ApplyAsync();
        Lms("enrollments").Select(row => (Cell(row, "username"), Cell(row, "status"), Cell(row, "timestart"), Cell(row, "timeend"))).ShouldBe(
            [("ada", "active", "2026-09-01T00:00:00Z", ""), ("bob", "suspended", "2026-09-01T06:00:00Z", "2027-01-31T23:59:59Z")]);
    }

    [Fact]
    public async Task Courses_come_with_category_visibility_dates_template_and_custom_fields()
    {
        _world.File("courses.csv", "shortname,fullname,category,visible,startdate,templatecourse,format,customfield_credits", "math,Maths,2026/Autumn,No,2026-09-01,shell,topics,6", "art,Art,2026/Autumn,1,,,,");
        await ApplyAsync();
        Lms("courses").ShouldBe(
        [
            "shortname=math fullname=Maths category=2026/Autumn visible=0 format=topics startdate=2026-09-01T00:00:00Z template=shell profile_field_credits=6",
            "shortname=art fullname=Art category=2026/Autumn visible=1",
        ]);
    }

    [Theory]
    [InlineData("keep", "active active active active")]
    [InlineData("suspend", "active active active suspended")]
    [InlineData("delete", "active active active")]
    public async Task An_enrollment_that_is_gone_is_kept_suspended_or_ended_and_those_of_others_stay(string removal, string states)
    {
        _lms.Write("users.csv", "username,idnumber\nada,1\nbob,2\ncyd,3\n");
        _lms.Write("courses.csv", "shortname,idnumber\nmath,M\n");
        _lms.Write("enrollments.csv", "course,username,role,status\nmath,cyd,student,active\n");
        Configure($$"""{ "format": 1, "feeds": [ { "file": "enroll.csv" } ], "policies": { "enrollment": { "removal": "{{removal}}" } } }""");
        _world.File("enroll.csv", "course,username,role,status", "math,ada,student,0", "math,bob,student,0", "math,dan,student,0");
        SyncPlan plan = (await ApplyAsync()).Plan;
        plan.ReadIssues().ShouldHaveSingleItem().Code.ShouldBe(IssueCodes.ReferenceMissing);
        plan.Summary[RecordKind.Enrollment].ToString().ShouldBe("+2 !1");

        // Who was missing has come; the row that waited for him is taken, though it is the same.
        await File.AppendAllTextAsync(_lms["users.csv"], "dan,4\n", TestContext.Current.CancellationToken);
        _world.File("enroll.csv", "course,username,role,status", "math,ada,student,0", "math,dan,student,0");
        await _world.Sync().RefreshAsync(cancellationToken: TestContext.Current.CancellationToken);
        plan = (await ApplyAsync()).Plan;
        plan.Summary[RecordKind.Enrollment].Changes.ShouldBe(removal == "keep" ? 1 : 2);
        string.Join(' ', Lms("enrollments").Select(row => Cell(row, "status")).Order(StringComparer.Ordinal)).ShouldBe(states);
        Lms("enrollments").ShouldContain(row => Cell(row, "username") == "cyd" && Cell(row, "status") == "active");
    }

    [Fact]
    public async Task An_update_of_somebody_new_creates_and_a_creation_of_somebody_known_updates()
    {
        _world.File("users.csv", "action,username,idnumber,city", "update,ada,1,London");
        (await ApplyAsync()).Plan.Summary[RecordKind.User].ToString().ShouldBe("+1");
        _world.File("users.csv", "action,username,idnumber,city", "create,ada,1,Rome");
        (await ApplyAsync()).Plan.Summary[RecordKind.User].ToString().ShouldBe("~1");
        Lms("users").ShouldBe(["username=ada idnumber=1 city=Rome"]);
    }

    private void Configure(string json) => _world.Configuration = SyncConfiguration.Parse(json);

    private async Task<SyncReport> ApplyAsync()
    {
        SyncReport report = await _world.Run();
        report.IsComplete.ShouldBeTrue(report.ToString());
        return report;
    }

    /// <summary>The rows of a file of the LMS: headings and what is not blank.</summary>
    private string[] Lms(string file)
    {
        using CsvReader reader = CsvReader.OpenFile(_lms[file + ".csv"]);
        var rows = new List<string>();
        while (reader.Read())
        {
            while (reader.TryRead(out CsvRow row))
            {
                var cells = new List<string>();
                for (int i = 0; i < row.FieldCount; i++)
                    cells.Add($"{reader.Header.Names[i]}={row[i].ToString()}");
                rows.Add(string.Join(' ', cells.Where(cell => !cell.EndsWith('='))));
            }
        }
        return [.. rows];
    }

    private static string Cell(string row, string heading) => row.Split(' ').FirstOrDefault(cell => cell.StartsWith(heading + "=", StringComparison.Ordinal))?[(heading.Length + 1)..] ?? "";
}
