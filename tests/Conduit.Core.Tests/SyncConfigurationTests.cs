using Conduit.Csv;
using Conduit.Mapping;
using Conduit.Planning;
using Conduit.Reconciliation;
using Conduit.Records;
using Conduit.Sources;
using Conduit.Tests.Sources;

namespace Conduit.Tests;

public class SyncConfigurationTests
{
    [Fact]
    public void Everything_that_a_file_says_is_read()
    {
        SyncConfiguration configuration = SyncConfiguration.Parse("""
            { // comments and trailing commas are fine
              "format": 1, "source": "sis", "$schema": "x",
              "feeds": [
                { "name": "students", "file": "studentInfo.csv", "kind": "Users", "coverage": "none", "separator": ";", "encoding": "windows-1252",
                  "zone": "Europe/London", "blank": { "phone1": "keep" }, "constants": { "auth": "ldap", "suspended": false },
                  "fields": { "idnumber": "id_student", "username": "{id_student} | lower", "profile_field_age_band": "age_band" } },
                { "file": "sub/Enroll.csv", "separator": "tab", "blank": "keep" },
                { "name": "drops", "file": "drops_*.csv", "kind": "enrollment", "action": "OP", "fields": { "course": "C", "username": "U" } },
              ],
              "policies": { "user": { "removal": "delete" }, "enrollments": { "removal": "Keep" } },
              "guards": { "user": { "percent": 15, "count": 50 }, "course": "off", "group": { "count": 5 } },
              "refreshAfter": "01:00:00",
              "log": { "keepDays": 400, "keepRuns": 30 },
            }
            """);
        configuration.SourceName.ShouldBe("sis");
        configuration.Feeds.Select(feed => feed.Name).ShouldBe(["students", "enroll", "drops"]);
        CsvSourceFeed students = configuration.Feeds[0];
        students.Map.Kind.ShouldBe(RecordKind.User);
        students.Map.UsesHeadings.ShouldBeFalse();
        students.Map.Zone.Id.ShouldBe("Europe/London");
        students.Coverage.ShouldBe(Coverage.None);
        students.Dialect.Separator.ShouldBe(';');
        students.Dialect.Encoding.ShouldBe(CsvEncoding.Windows1252);
        configuration.Feeds[1].Map.UsesHeadings.ShouldBeTrue();
        configuration.Feeds[1].Map.Kind.ShouldBe(RecordKind.Enrollment);
        configuration.Feeds[1].Dialect.Separator.ShouldBe('\t');
        configuration.Feeds[2].Map.ActionColumn.ShouldBe("OP");
        configuration.Options.Policies[RecordKind.User].Removal.ShouldBe(RemovalAction.Delete);
        configuration.Options.Policies[RecordKind.Enrollment].Removal.ShouldBe(RemovalAction.Keep);
        configuration.Options.Policies[RecordKind.Course].ShouldBe(SyncPolicies.Default[RecordKind.Course] with { Guard = ChangeGuard.Off });
        configuration.Options.Policies[RecordKind.User].Guard.ShouldBe(new ChangeGuard(15, 50));
        configuration.Options.Policies[RecordKind.Group].Guard.ShouldBe(ChangeGuard.Default with { Count = 5 });
        configuration.Options.RefreshAfter.ShouldBe(TimeSpan.FromHours(1));
        configuration.Options.Retention.ShouldBe(new Conduit.Transactions.LogRetention { Age = TimeSpan.FromDays(400), Runs = 30 });
    }

    [Fact]
    public void All_mistakes_are_told_at_once_with_their_places()
    {
        SyncConfigurationException failure = Should.Throw<SyncConfigurationException>(() => SyncConfiguration.Parse("""
            { "format": 1,
              "fedes": [],
              "feeds": [
                { "file": "a.csv", "kind": "student", "fields": { "x": "A | trimm" } },
                { "file": "b.csv", "kind": "user",
                  "fields": {
                    "idnumber": "ID",
                    "emial": "E",
                    "city": "C | lookup(cites) | default",
                    "phone1": "P |",
                    "password": "PW",
                    "address": "Passwd"
                  },
                  "constants": { "idnumber": "1", "suspended": "maybe" },
                  "zone": "Mars/Olympus" },
                { "name": "b", "file": "c.csv", "kind": "course", "fields": { "fullname": "F" } },
                { "kind": "course" }
              ],
              "lookups": { "cities": {} },
              "policies": { "user": { "removal": "explode" } },
              "guards": { "user": { "percent": 200 } },
              "refreshAfter": 5
            }
            """));
        failure.Errors.Select(error => (error.Code, error.Line, error.Column)).ShouldBe(
        [
            (MapErrorCodes.PropertyUnknown, 2, 3),
            (MapErrorCodes.KindUnknown, 4, 32),
            (MapErrorCodes.WordUnknown, 4, 65),
            (MapErrorCodes.FieldUnknown, 8, 9),
            (MapErrorCodes.LookupUnknown, 9, 22),
            (MapErrorCodes.WordArguments, 9, 38),
            (MapErrorCodes.ExpressionInvalid, 10, 23),
            (MapErrorCodes.PasswordMapped, 11, 9),
            (MapErrorCodes.PasswordMapped, 12, 20),
            (MapErrorCodes.PropertyDuplicate, 14, 22),
            (MapErrorCodes.ValueInvalid, 14, 52),
            (MapErrorCodes.ValueInvalid, 15, 15),
            (MapErrorCodes.PropertyDuplicate, 16, 15),
            (MapErrorCodes.KeyUnmapped, 16, 65),
            (MapErrorCodes.PropertyMissing, 17, 5),
            (MapErrorCodes.ValueInvalid, 20, 38),
            (MapErrorCodes.ValueInvalid, 21, 36),
            (MapErrorCodes.ValueInvalid, 22, 19),
        ]);
        failure.Errors[0].Message.ShouldContain("did you mean 'feeds'?");
        failure.Errors[2].Message.ShouldContain("did you mean 'trim'?");
        failure.Errors[3].Message.ShouldContain("did you mean 'email'?");
        failure.Errors[4].Message.ShouldContain("did you mean 'cities'?");
        failure.Message.ShouldContain("18 mistakes");
    }

    [Theory]
    [InlineData("", MapErrorCodes.JsonInvalid)]
    [InlineData("{ \"format\": 1", MapErrorCodes.JsonInvalid)]
    [InlineData("{ \"format\": 1 } x", MapErrorCodes.JsonInvalid)]
    [InlineData("{ \"format\": 1, \"source\": \"\\ud800\" }", MapErrorCodes.JsonInvalid)]
    [InlineData("[]", MapErrorCodes.ValueInvalid)]
    [InlineData("{}", MapErrorCodes.PropertyMissing)]
    [InlineData("{ \"format\": \"1\" }", MapErrorCodes.ValueInvalid)]
    [InlineData("{ \"format\": 2 }", MapErrorCodes.FormatUnknown)]
    [InlineData("{ \"format\": 1, \"format\": 1 }", MapErrorCodes.PropertyDuplicate)]
    [InlineData("{ \"format\": 1, \"feeds\": {} }", MapErrorCodes.ValueInvalid)]
    [InlineData("{ \"format\": 1, \"feeds\": [ 1 ] }", MapErrorCodes.ValueInvalid)]
    [InlineData("{ \"format\": 1, \"feeds\": [ { \"file\": \"users.csv\", \"separator\": \"::\" } ] }", MapErrorCodes.ValueInvalid)]
    [InlineData("{ \"format\": 1, \"feeds\": [ { \"file\": \"users.csv\", \"encoding\": \"ebcdic\" } ] }", MapErrorCodes.ValueInvalid)]
    [InlineData("{ \"format\": 1, \"feeds\": [ { \"file\": \"users.csv\", \"blank\": { \"username\": \"erase\" } } ] }", MapErrorCodes.ValueInvalid)]
    [InlineData("{ \"format\": 1, \"feeds\": [ { \"file\": \"users.csv\", \"action\": \"OP\", \"coverage\": \"complete\" } ] }", MapErrorCodes.ValueInvalid)]
    [InlineData("{ \"format\": 1, \"feeds\": [ { \"file\": \"users.csv\", \"action\": \"password\" } ] }", MapErrorCodes.PasswordMapped)]
    [InlineData("{ \"format\": 1, \"feeds\": [ { \"file\": \"users.csv\", \"constants\": { \"profile_field_password\": \"x\" } } ] }", MapErrorCodes.PasswordMapped)]
    [InlineData("{ \"format\": 1, \"feeds\": [ { \"file\": \"people.csv\" } ] }", MapErrorCodes.PropertyMissing)]
    [InlineData("{ \"format\": 1, \"feeds\": [ { \"file\": \"enroll.csv\", \"constants\": { \"profile_field_x\": \"y\" } } ] }", MapErrorCodes.FieldUnknown)]
    [InlineData("{ \"format\": 1, \"guards\": { \"user\": 5 } }", MapErrorCodes.ValueInvalid)]
    [InlineData("{ \"format\": 1, \"feeds\": [ { \"file\": \"users.csv\", \"fields\": { \"idnumber\": \"A | unique\" } } ] }", MapErrorCodes.WordMisplaced)]
    [InlineData("{ \"format\": 1, \"feeds\": [ { \"file\": \"users.csv\", \"fields\": { \"idnumber\": \"A\", \"username\": \"B | unique | lower\" } } ] }", MapErrorCodes.WordMisplaced)]
    [InlineData("{ \"format\": 1, \"feeds\": [ { \"file\": \"users.csv\", \"fields\": { \"idnumber\": \"A\", \"username\": \"B | unique | unique\" } } ] }", MapErrorCodes.WordMisplaced)]
    [InlineData("{ \"format\": 1, \"feeds\": [ { \"file\": \"courses.csv\", \"fields\": { \"shortname\": \"A | unique\" } } ] }", MapErrorCodes.WordMisplaced)]
    [InlineData("{ \"format\": 1, \"feeds\": [ { \"file\": \"users.csv\", \"fields\": { \"username\": \"B | unique\" } } ] }", MapErrorCodes.KeyUnmapped)]
    [InlineData("{ \"format\": 1, \"refreshAfter\": \"-01:00:00\" }", MapErrorCodes.ValueInvalid)]
    [InlineData("{ \"format\": 1, \"log\": 5 }", MapErrorCodes.ValueInvalid)]
    [InlineData("{ \"format\": 1, \"log\": { \"keepDays\": 0 } }", MapErrorCodes.ValueInvalid)]
    [InlineData("{ \"format\": 1, \"log\": { \"keepRuns\": \"3\" } }", MapErrorCodes.ValueInvalid)]
    [InlineData("{ \"format\": 1, \"log\": { \"keepRun\": 3 } }", MapErrorCodes.PropertyUnknown)]
    [InlineData("{ \"format\": 1, \"lookups\": { \"a\": { \"1\": [] } } }", MapErrorCodes.ValueInvalid)]
    public void A_mistake_has_its_code(string json, string code) =>
        Should.Throw<SyncConfigurationException>(() => SyncConfiguration.Parse(json)).Errors.ShouldHaveSingleItem().Code.ShouldBe(code);

    [Fact]
    public async Task Without_feeds_files_are_known_by_their_names()
    {
        using var folder = new RosterFolder();
        folder.Write("users.csv", "username\nada\n");
        var source = CsvRecordSource.FromFolder(folder.Path, SyncConfiguration.Parse("""{ "format": 1, "source": "hr" }"""));
        source.Name.ShouldBe("hr");
        (await FeedContent.ReadAsync(source)).Record<UserRecord>().Username.ShouldBe("ada");

        var nothing = CsvRecordSource.FromFolder(folder.Path, SyncConfiguration.Parse("""{ "format": 1, "feeds": [] }"""));
        (await nothing.DescribeAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_is_loaded_and_its_name_told_with_mistakes()
    {
        using var folder = new RosterFolder();
        folder.Write("sync.json", "\uFEFF{ \"format\": 1 }");
        (await SyncConfiguration.LoadAsync(Path.Combine(folder.Path, "sync.json"), cancellationToken: TestContext.Current.CancellationToken)).SourceName.ShouldBe("csv");
        folder.Write("sync.json", "{");
        SyncConfigurationException failure = await Should.ThrowAsync<SyncConfigurationException>(async () =>
            await SyncConfiguration.LoadAsync(Path.Combine(folder.Path, "sync.json"), cancellationToken: TestContext.Current.CancellationToken));
        failure.Message.ShouldContain("'sync.json'");
    }

    [Fact]
    public async Task Columns_that_the_file_lacks_are_told_together_and_unused_ones_are_not()
    {
        FeedContent content = await ReadAsync("""
            "fields": { "idnumber": "ID", "email": "E-Mail", "city": "{TOWN} {ZIP}" }
            """, "id,e_mial,twn,shoe,password\n7,a,b,c,d\n");
        content.Feed.Issues.Select(issue => issue.Code).ShouldBe([IssueCodes.ColumnMissing, IssueCodes.ColumnMissing, IssueCodes.ColumnMissing]);
        content.Feed.Issues.ShouldAllBe(issue => issue.Severity == IssueSeverity.Error);
        content.Feed.Issues[0].Message.ShouldContain("did you mean 'e_mial'?");
        content.Feed.Issues[1].Message.ShouldContain("did you mean 'twn'?");
        content.Rows.ShouldBeEmpty();

        (await ReadAsync("\"fields\": { \"idnumber\": \"ID\" }", "id,shoe,password\n7,c,d\n")).Feed.Issues.ShouldBeEmpty();
    }

    [Fact]
    public async Task Constants_and_blanks_work_with_headings_too()
    {
        FeedContent content = await ReadAsync("""
            "constants": { "auth": "ldap", "profile_field_origin": "sis" }, "blank": "keep"
            """, "username,auth,department\nada,manual,\n");
        content.Feed.Issues.ShouldBeEmpty();
        UserRecord user = content.Record<UserRecord>();
        user.Auth.ShouldBe("ldap");
        user.Custom["origin"].ShouldBe("sis");
        user.Stated.Contains(UserFields.Department).ShouldBeFalse();

        content = await ReadAsync("\"blank\": \"erase\"", "username,idnumber,firstname\nada,,\n");
        content.Row.Record.Stated.Select(field => field.Name).ShouldBe(["username", "firstname"]);
    }

    [Fact]
    public async Task A_column_of_actions_may_have_any_name()
    {
        FeedContent content = await ReadAsync("\"action\": \"OP\", \"fields\": { \"username\": \"U\" }", "U,op\nada,drop\nbob,add\n");
        content.Feed.Coverage.ShouldBe(Coverage.Partial);
        content.Rows.Select(row => row.Action).ShouldBe([RowAction.Remove, RowAction.Set]);
    }

    [Fact]
    public async Task A_date_without_a_zone_is_one_of_the_feed()
    {
        using var folder = new RosterFolder();
        folder.Write("courses.csv", "shortname,startdate,enddate\nm1,2026-07-01,2026-07-01\n");
        var source = CsvRecordSource.FromFolder(folder.Path, SyncConfiguration.Parse("""
            { "format": 1, "feeds": [ { "file": "courses.csv", "zone": "Europe/London" } ] }
            """));
        CourseRecord course = (await FeedContent.ReadAsync(source)).Record<CourseRecord>();
        course.StartDate.ShouldBe(new DateTimeOffset(2026, 6, 30, 23, 0, 0, TimeSpan.Zero));
        course.EndDate.ShouldBe(new DateTimeOffset(2026, 7, 1, 22, 59, 59, TimeSpan.Zero));
    }

    private static async Task<FeedContent> ReadAsync(string properties, string csv)
    {
        using var folder = new RosterFolder();
        folder.Write("people.csv", csv);
        SyncConfiguration configuration = SyncConfiguration.Parse($$"""{ "format": 1, "feeds": [ { "file": "people.csv", "kind": "user", {{properties}} } ] }""");
        return await FeedContent.ReadAsync(CsvRecordSource.FromFolder(folder.Path, configuration));
    }
}
