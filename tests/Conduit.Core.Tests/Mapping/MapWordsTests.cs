using Conduit.Mapping;
using Conduit.Records;
using Conduit.Sources;
using FsCheck;
using FsCheck.Fluent;

namespace Conduit.Tests.Mapping;

public class MapWordsTests
{
    private const string Roles = """, "lookups": { "roles": { "1": "student", "T": "teacher" }, "blanks": { "": "none" } }""";

    [Theory]
    [InlineData("D | trim", " Maths ", "Maths")]
    [InlineData("D | LOWER | upper", "Maths", "MATHS")]
    [InlineData("D|lower", "Maths", "maths")]
    [InlineData("D | default(none)", "  ", "none")]
    [InlineData("D | default('a, b')", "", "a, b")]
    [InlineData("D | default('it''s')", "", "it's")]
    [InlineData("D | default(none)", "Maths", "Maths")]
    [InlineData("D | lookup(roles)", "1", "student")]
    [InlineData("D | lookup(roles)", " t ", "teacher")]
    [InlineData("D | lookup(roles, other)", "9", "other")]
    [InlineData("D | lookup(roles) | default(guest)", "", "guest")]
    [InlineData("D | lookup(blanks)", "", "none")]
    [InlineData("{D}-{E} | lower", "A", "a-e e")]
    [InlineData("{D}@x.edu", " A ", "A@x.edu")]
    [InlineData("{{{D}}}", "A", "{A}")]
    [InlineData("'D'", "A", "A")]
    public async Task A_word_does_its_work(string expression, string value, string expected)
    {
        SourceRecord row = await MapTestRows.ReadAsync(MapTestRows.Users("department", expression, Roles), $"ID,D,E\n7,{value},E e\n");
        row.Issues.ShouldBeEmpty();
        ((UserRecord)row.Record).Department.ShouldBe(expected);
    }

    [Fact]
    public async Task A_template_with_a_blank_column_is_blank()
    {
        SourceRecord row = await MapTestRows.ReadAsync(MapTestRows.Users("email", "{A}.{B}@x.edu"), "ID,A,B\n7,ada,\n");
        row.Record.Stated.ShouldHaveSingleItem().ShouldBe(UserFields.IdNumber);
        row.Issues.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_value_that_the_lookup_lacks_is_dropped_and_told()
    {
        SourceRecord row = await MapTestRows.ReadAsync(MapTestRows.Users("department", "D | lookup(roles) | default(x)", Roles), "ID,D\n7,secret\n");
        row.IsRejected.ShouldBeFalse();
        row.Record.Stated.Contains(UserFields.Department).ShouldBeFalse();
        RecordIssue issue = row.Issues.ShouldHaveSingleItem();
        issue.Code.ShouldBe(IssueCodes.LookupMissing);
        issue.Severity.ShouldBe(IssueSeverity.Warning);
        issue.Field.ShouldBe("department");
        issue.Value.ShouldBe("secret");
        issue.Location.ShouldBe(new SourceLocation("file.csv", 2, 3));
        issue.Message.ShouldNotContain("secret");
    }

    [Fact]
    public async Task A_function_of_the_host_is_a_word_and_one_that_throws_costs_only_the_value()
    {
        MapFunctions functions = new MapFunctions()
            .Register("reverse", "1", text => new string([.. text.Reverse()]))
            .Register("fail", "1", text => throw new InvalidOperationException(text));
        SourceRecord row = await MapTestRows.ReadAsync(MapTestRows.Users("department", "D | Reverse | upper"), "ID,D\n7,abc\n", functions);
        ((UserRecord)row.Record).Department.ShouldBe("CBA");

        row = await MapTestRows.ReadAsync(MapTestRows.Users("department", "D | fail"), "ID,D\n7,abc\n", functions);
        row.IsRejected.ShouldBeFalse();
        RecordIssue issue = row.Issues.ShouldHaveSingleItem();
        issue.Code.ShouldBe(IssueCodes.FunctionFailed);
        issue.Message.ShouldContain("InvalidOperationException");
        issue.Message.ShouldNotContain("abc");
        issue.Value.ShouldBe("abc");
    }

    [Fact]
    public async Task A_failure_in_a_key_rejects_the_row()
    {
        string configuration = """{ "format": 1, "feeds": [ { "file": "file.csv", "kind": "user", "fields": { "idnumber": "ID | lookup(ids)" } } ], "lookups": { "ids": {} } }""";
        SourceRecord row = await MapTestRows.ReadAsync(configuration, "ID\n7\n");
        row.IsRejected.ShouldBeTrue();
        row.Issues.ShouldHaveSingleItem().Severity.ShouldBe(IssueSeverity.Error);
    }

    [Theory]
    [InlineData("trim")]
    [InlineData("no name")]
    [InlineData("1st")]
    [InlineData("")]
    public void A_function_needs_a_name_that_mappings_can_write(string name) =>
        Should.Throw<ArgumentException>(() => new MapFunctions().Register(name, "1", text => text));

    [Fact]
    public void Both_spellings_of_every_word_make_the_same_map()
    {
        RecordMap code = RecordMap.For<UserRecord>(map =>
        {
            map.Lookup("roles", [new("1", "student")]);
            map.Field(UserFields.IdNumber).From("ID").Trim();
            map.Field(UserFields.Email).From("{FIRST}.{LAST}@x.edu").Lower().Function("tidy");
            map.Field(UserFields.Auth).Constant("ldap");
            map.Field(UserFields.City).From("'A|B'").Upper().Default("x").Blank(BlankRule.Keep);
            map.Custom("kind").From("TYPE").Lookup("roles", "other");
            map.Custom("sort").From("TYPE").Lookup("roles");
        }, Functions());
        RecordMap text = SyncConfiguration.Parse("""
            { "format": 1, "feeds": [ { "file": "f.csv", "kind": "user", "blank": { "city": "keep" }, "fields": {
              "idnumber": "ID | trim", "email": "{FIRST}.{LAST}@x.edu | lower | tidy", "city": "'A|B' | upper | default(x)",
              "profile_field_kind": "TYPE | lookup(roles, other)", "profile_field_sort": "TYPE | lookup(roles)" },
              "constants": { "auth": "ldap" } } ], "lookups": { "roles": { "1": "student" } } }
            """, Functions()).Feeds[0].Map;
        string[] headings = ["ID", "FIRST", "LAST", "TYPE", "A|B"];
        Lines(text, headings).ShouldBe(Lines(code, headings), ignoreOrder: true);

        static MapFunctions Functions() => new MapFunctions().Register("tidy", "2", value => value);
        static IEnumerable<string> Lines(RecordMap map, string[] headings)
        {
            MapBinder.Bind(map, headings, "f.csv").Map.ShouldNotBeNull();
            return map.Fields.Select(field => $"{field.Target.Name} {field.BlankKeeps} {field.Expression.Canonical()}");
        }
    }

    [Theory]
    [InlineData("\"D | default(a)\"", "\"D | default(b)\"")]
    [InlineData("\"D | lookup(l)\"", "\"D | lookup(m)\"")]
    [InlineData("\"D | f\"", "\"D | g\"")]
    [InlineData("\"D\"", "\"E\"")]
    [InlineData("\"{D}x\"", "\"{D}y\"")]
    [InlineData("\"D\" }, \"constants\": { \"city\": \"A\"", "\"D\" }, \"constants\": { \"city\": \"B\"")]
    [InlineData("\"D\" }, \"zone\": \"UTC\", \"x\": { \"x\": \"\"", "\"D\" }, \"zone\": \"Europe/London\", \"x\": { \"x\": \"\"")]
    [InlineData("\"D\" }, \"blank\": { \"department\": \"keep\"", "\"D\" }, \"blank\": { \"department\": \"erase\"")]
    [InlineData("{ \"from\": \"D\", \"when\": \"E is a\" }", "{ \"from\": \"D\", \"when\": \"E is b\" }")]
    [InlineData("{ \"from\": \"D\", \"zone\": \"UTC\" }", "{ \"from\": \"D\", \"zone\": \"Europe/London\" }")]
    [InlineData("{ \"from\": \"D\", \"blank\": \"keep\" }", "{ \"from\": \"D\", \"blank\": \"erase\" }")]
    [InlineData("[ { \"from\": \"D\", \"when\": \"E is a\" }, \"E\" ]", "[ { \"from\": \"D\", \"when\": \"E is a\" } ]")]
    [InlineData("\"D\" }, \"skip\": \"E is a\", \"x\": { \"x\": \"\"", "\"D\" }, \"skip\": \"E is b\", \"x\": { \"x\": \"\"")]
    [InlineData("\"D\" }, \"when\": \"E is a\", \"x\": { \"x\": \"\"", "\"D\" }, \"skip\": \"E is a\", \"x\": { \"x\": \"\"")]
    [InlineData("\"D | coalesce(E)\"", "\"D | coalesce(ID)\"")]
    [InlineData("\"D | template('{}{E}')\"", "\"D | template('{}{ID}')\"")]
    [InlineData("\"D | date('d/M/yyyy')\"", "\"D | date('M/d/yyyy')\"")]
    [InlineData("\"D\", \"username\": \"E\"", "\"D\", \"username\": \"E | unique\"")]
    [InlineData("\"D | match(a)\"", "\"D | match(b)\"")]
    [InlineData("\"D | flag(a)\"", "\"D | flag(a, b)\"")]
    public void Whatever_decides_what_a_row_means_is_in_the_version(string one, string other)
    {
        Version(one).ShouldBe(Version(one));
        string.Equals(Version(one), Version(other), StringComparison.Ordinal).ShouldBeFalse();

        static string Version(string field)
        {
            string json = $$"""
                { "format": 1, "feeds": [ { "file": "f.csv", "kind": "user", "fields": { "idnumber": "ID", "department": {{field}} } } ],
                  "lookups": { "l": { "1": "a" }, "m": { "1": "b" } } }
                """.Replace(", \"x\": { \"x\": \"\" }", "", StringComparison.Ordinal);
            MapFunctions functions = new MapFunctions().Register("f", "1", value => value).Register("g", "1", value => value);
            return MapBinder.Bind(SyncConfiguration.Parse(json, functions).Feeds[0].Map, ["ID", "D", "E"], "f.csv").Map!.Version;
        }
    }

    [Fact]
    public void A_lookup_and_a_function_count_by_their_content()
    {
        string.Equals(Version("a", "1"), Version("b", "1"), StringComparison.Ordinal).ShouldBeFalse();
        string.Equals(Version("a", "1"), Version("a", "2"), StringComparison.Ordinal).ShouldBeFalse();
        Version("a", "1").ShouldBe(Version("a", "1"));

        static string Version(string row, string function)
        {
            RecordMap map = RecordMap.For<UserRecord>(
                build => build.Lookup("l", [new("1", row)]).Blank(BlankRule.ByField).Field(UserFields.Username).From("U").Lookup("l").Function("f"),
                new MapFunctions().Register("f", function, value => value));
            return MapBinder.Bind(map, ["U"], "f.csv").Map!.Version;
        }
    }

    [Fact]
    public void Mistakes_in_code_are_told_together()
    {
        MapException failure = Should.Throw<MapException>(() => RecordMap.For<EnrollmentRecord>(map =>
        {
            map.Field(EnrollmentFields.Course).From("C | trim");
            map.Field(EnrollmentFields.Roles).From("R").Lookup("nowhere");
            map.Field(EnrollmentFields.Status).Constant("sleeping");
            map.Field(EnrollmentFields.TimeEnd);
        }));
        failure.Message.ShouldContain("course: Words come by their methods");
        failure.Message.ShouldContain("'nowhere'");
        failure.Message.ShouldContain("active or suspended");
        failure.Message.ShouldContain("timeend: Say where");
        failure.Message.ShouldContain("username or user_idnumber");
    }

    [Fact]
    public void Any_text_survives_quotes() => Prop.ForAll<NonNull<string>>(text =>
    {
        var errors = new List<MapError>();
        MapExpression? parsed = ExpressionParser.Parse($"X | default({CanonicalText.Quote(text.Get)})", MapResources.None, errors);
        errors.ShouldBeEmpty();
        parsed!.Apply(null, new MapContext()).ShouldBe(text.Get);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_text_makes_the_parser_throw() => Prop.ForAll(
        ArbMap.Default.GeneratorFor<char>().Or(Gen.Elements("|(){}',ax ".ToCharArray())).ArrayOf().Select(letters => new string(letters)).ToArbitrary(),
        text =>
        {
            var errors = new List<MapError>();
            MapExpression? parsed = ExpressionParser.Parse(text, MapResources.None, errors);
            (parsed is null).ShouldBe(errors.Count > 0);
            errors.ShouldAllBe(error => error.Offset >= 0 && error.Offset <= text.Length);
        }).QuickCheckThrowOnFailure();
}
