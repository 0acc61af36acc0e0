using System.Text;
using Conduit.Csv;
using Conduit.Planning;
using Conduit.Records;
using Conduit.Sources;
using Conduit.Tests.Support;
using Conduit.Transactions;

namespace Conduit.Tests.Runs;

/// <summary>Each thing that is wrong with real files: the code, the line, and the good rows around it in the LMS.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly World _world = new();
    private const string Header = "username,idnumber,email";

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("u2,2\n", CsvIssueCodes.RaggedRow)]
    [InlineData("u2,2,two@x.edu,more\n", CsvIssueCodes.RaggedRow)]
    [InlineData("u2,2,\"two\"@x.edu\n", CsvIssueCodes.StrayQuote)]
    [InlineData("u2,2,tw\0o@x.edu\n", CsvIssueCodes.NulByte)]
    public async Task A_damaged_row_is_told_with_its_line_and_its_neighbours_arrive(string row, string code)
    {
        _world.Text("users.csv", $"{Header}\nu1,1,one@x.edu\n{row}u3,3,three@x.edu\n");
        SyncPlan plan = (await _world.Run()).Plan;
        RecordIssue issue = plan.ReadIssues().Single(i => i.Code == code);
        issue.Severity.ShouldBe(IssueSeverity.Error);
        issue.Location!.Value.ToString().ShouldStartWith("users.csv:3");
        plan.Summary[RecordKind.User].Rejected.ShouldBe(1);
        _world.UserIds.ShouldBe(["1", "3"]);
    }

    [Fact]
    public async Task Invalid_utf8_is_told_with_line_and_column()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Header + "\nu1,1,one@x.edu\nu2,2,M"), 0xFC, .. Encoding.UTF8.GetBytes("ller\nu3,3,three@x.edu\n")];
        _world.Bytes("users.csv", bytes);
        SyncPlan plan = (await _world.Run()).Plan;
        plan.ReadIssues().Single(i => i.Code == CsvIssueCodes.InvalidUtf8).Location.ShouldBe(new SourceLocation("users.csv", 3, 7));
        _world.UserIds.ShouldBe(["1", "3"]);
    }

    [Fact]
    public async Task A_quote_that_never_closes_blocks_and_the_rows_after_it_are_read()
    {
        _world.Text("users.csv", $"{Header}\nu1,1,one@x.edu\nu2,2,\"two@x.edu\nu3,3,three@x.edu\n");
        SyncPlan plan = await _world.Plan();
        plan.IsApplicable.ShouldBeFalse();
        RecordIssue issue = plan.ReadIssues().First(i => i.Code == CsvIssueCodes.UnclosedQuote);
        issue.Location.ShouldBe(new SourceLocation("users.csv", 3, 6));
        plan.Summary[RecordKind.User][ChangeAction.Create].ShouldBe(2);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    [InlineData("\n")]
    public async Task Every_line_end_and_blank_lines_are_read(string end)
    {
        _world.Text("users.csv", string.Join(end, Header, "u1,1,one@x.edu", "", "u2,2,\"two\"\"@x.edu\"", ""));
        (await _world.Run()).Applied.ShouldBe(2);
    }

    [Theory]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public async Task Every_separator_is_told_from_the_header(char separator)
    {
        _world.Text("users.csv", $"{Header}\nu1,1,one@x.edu\n".Replace(',', separator));
        await _world.Run();
        _world.User("1").Email.ShouldBe("one@x.edu");
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public async Task Every_byte_order_mark_is_read(string name)
    {
        Encoding encoding = Encoding.GetEncoding(name);
        _world.Bytes("users.csv", [.. encoding.GetPreamble(), .. encoding.GetBytes("username,idnumber,firstname\nu1,1,Zoë 美咲\n")]);
        await _world.Run();
        _world.User("1").FirstName.ShouldBe("Zoë 美咲");
    }

    [Fact]
    public async Task Values_that_cannot_be_read_are_left_out_and_the_record_is_kept()
    {
        _world.File("users.csv", "username,idnumber,email,country,suspended", "u1,1,nonsense,Britain,perhaps");
        SyncPlan plan = (await _world.Run()).Plan;
        plan.ReadIssues().Select(i => (i.Code, i.Field)).ShouldBe(
            [(IssueCodes.ValueInvalid, "suspended"), (IssueCodes.CountryUnknown, "country"), (IssueCodes.EmailInvalid, "email")], ignoreOrder: true);
        plan.ReadIssues().ShouldAllBe(i => i.Severity == IssueSeverity.Warning && i.Location!.Value.Line == 2);
        _world.User("1").Stated.ShouldNotContain(UserFields.Country);
    }

    [Fact]
    public async Task An_end_before_its_start_is_left_out()
    {
        _world.File("courses.csv", "shortname,idnumber,startdate,enddate", "c1,C1,2026-09-01,2026-01-01");
        SyncPlan plan = (await _world.Run()).Plan;
        plan.ReadIssues().Single().Code.ShouldBe(IssueCodes.EndBeforeStart);
        var course = (CourseRecord)_world.Lms.Records(RecordKind.Course).Single().Record;
        course.StartDate.ShouldBe(new DateTimeOffset(2026, 9, 1, 0, 0, 0, TimeSpan.Zero));
        course.EndDate.ShouldBeNull();
    }

    [Fact]
    public async Task Managers_who_do_not_exist_or_go_round_in_a_circle_are_left_out()
    {
        _world.File("users.csv", "username,idnumber,manager", "u1,1,2", "u2,2,3", "u3,3,1", "u4,4,1", "u5,5,nobody");
        SyncPlan plan = (await _world.Run()).Plan;
        plan.ReadIssues().Select(i => (i.Code, i.Location!.Value.Line)).ShouldBe([(IssueCodes.ManagerCycle, 2L), (IssueCodes.ManagerUnknown, 6L)]);
        _world.UserIds.Length.ShouldBe(5);
        _world.User("1").Manager.ShouldBeNull();
        _world.User("2").Manager.ShouldBe("3");
        _world.User("5").Manager.ShouldBeNull();
        (await _world.Plan()).Summary.Changes.ShouldBe(0);
    }

    [Fact]
    public async Task Dangling_references_name_what_is_missing()
    {
        _world.File("users.csv", Header, "u1,1,one@x.edu")
            .File("courses.csv", "shortname,idnumber", "c1,C1")
            .File("enrollments.csv", "course_idnumber,user_idnumber,role", "C1,1,student", "C9,1,student", "C1,9,student");
        SyncPlan plan = (await _world.Run()).Plan;
        RecordIssue[] issues = [.. plan.ReadIssues()];
        issues.Select(i => (i.Code, i.Field, i.Value, i.Location!.Value.Line)).ShouldBe(
            [(IssueCodes.ReferenceMissing, "course_idnumber", "C9", 3L), (IssueCodes.ReferenceMissing, "user_idnumber", "9", 4L)]);
        _world.Lms.Records(RecordKind.Enrollment).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Two_people_with_one_username_are_told_apart()
    {
        _world.File("users.csv", "username,idnumber", "ada,1", "ADA,2", "bob,3");
        SyncPlan plan = (await _world.Run()).Plan;
        RecordIssue issue = plan.ReadIssues().Single();
        (issue.Code, issue.Location!.Value.Line, issue.Other!.Value.Line).ShouldBe((IssueCodes.NameTaken, 3, 2));
        _world.UserIds.ShouldBe(["1", "3"]);
    }

    [Fact]
    public async Task A_rejected_row_is_known_again_in_the_next_run()
    {
        _world.File("users.csv", "username,idnumber", ",1", "bob,3");
        SyncPlan first = (await _world.Run()).Plan;
        first.ReadIssues().Single(i => i.Severity == IssueSeverity.Error).KnownSince.ShouldBeNull();
        (await _world.Plan()).ReadIssues().Single(i => i.Severity == IssueSeverity.Error).KnownSince.ShouldBe(first.Id);
    }

    [Fact]
    public async Task Passwords_and_unknown_columns_are_told_once_and_never_read()
    {
        _world.File("users.csv", "username,idnumber,password,shoe size", "u1,1,hunter2,44", "u2,2,hunter3,45");
        SyncPlan plan = (await _world.Run()).Plan;
        plan.ReadIssues().Select(i => i.Code).ShouldBe([IssueCodes.ColumnPassword, IssueCodes.ColumnUnknown], ignoreOrder: true);
        foreach (string path in Directory.EnumerateFiles(_world.Data, "*", SearchOption.AllDirectories))
            (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).ShouldNotContain("hunter");
    }

    [Fact]
    public async Task A_file_that_nobody_knows_is_told_and_a_folder_without_known_files_blocks()
    {
        _world.File("pupils.csv", "username,idnumber", "ada,1");
        (await _world.Plan()).Blockers.Single().Code.ShouldBe(IssueCodes.SourceEmpty);
        _world.File("users.csv", "username,idnumber", "bob,2");
        RecordIssue issue = (await _world.Run()).Plan.ReadIssues().Single();
        (issue.Code, issue.Location!.Value.File).ShouldBe((IssueCodes.FileUnknown, "pupils.csv"));
    }

    [Fact]
    public async Task Windows_1252_is_read_when_the_configuration_says_so()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("username;idnumber;lastname\nu1;1;M"), 0xFC, .. Encoding.UTF8.GetBytes("ller\nu2;2;x"), 0x81, .. Encoding.UTF8.GetBytes("\nu3;3;Doe\n")];
        _world.Bytes("users.csv", bytes);
        SyncConfiguration configuration = SyncConfiguration.Parse(
            """{ "format": 1, "feeds": [ { "name": "users", "file": "users.csv", "kind": "user", "separator": ";", "encoding": "windows-1252" } ] }""");
        var sync = new RosterSync { Source = CsvRecordSource.FromFolder(_world.Export, configuration), Sink = _world.Lms, Log = new FileTransactionLog(_world.Data) };
        SyncPlan plan = await sync.PlanAsync(cancellationToken: TestContext.Current.CancellationToken);
        await sync.ApplyAsync(plan, cancellationToken: TestContext.Current.CancellationToken);
        _world.User("1").LastName.ShouldBe("Müller");
        _world.UserIds.ShouldBe(["1", "3"]);
        plan.ReadIssues().Single().Location!.Value.Line.ShouldBe(3);
    }

    [Fact]
    public async Task A_field_beyond_the_limit_is_told_and_the_rows_around_it_arrive()
    {
        _world.Text("users.csv", $"{Header}\nu1,1,one@x.edu\nu2,2,{new string('x', 2 << 20)}\nu3,3,three@x.edu\n");
        SyncPlan plan = (await _world.Run()).Plan;
        RecordIssue issue = plan.ReadIssues().Single();
        (issue.Code, issue.Location!.Value.Line).ShouldBe((CsvIssueCodes.FieldTooLong, 3));
        _world.UserIds.ShouldBe(["1", "3"]);
    }
}
