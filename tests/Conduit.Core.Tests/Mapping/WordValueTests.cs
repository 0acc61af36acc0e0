using System.Text.Json;
using Conduit.Mapping;
using Conduit.Records;
using Conduit.Sources;

namespace Conduit.Tests.Mapping;

/// <summary>What each word makes of values, and what it says of those that it cannot use.</summary>
public class WordValueTests
{
    [Theory]
    [InlineData("D | coalesce(E)", "", "spare")]
    [InlineData("D | coalesce('Phone (home)', E)", " ", "555")]
    [InlineData("D | coalesce(E)", "own", "own")]
    [InlineData("| coalesce(D, E)", "", "spare")]
    [InlineData("| default(x)", "own", "x")]
    [InlineData("D | template('{}@{E}.edu')", "ada", "ada@spare.edu")]
    [InlineData("D | template('{{{}}}')", "ada", "{ada}")]
    [InlineData("D | replace(-,)", "12-34-5", "12345")]
    [InlineData("D | replace('(', '[')", "a(b", "a[b")]
    [InlineData("D | match('^[A-Z]+')", "MATH101", "MATH")]
    [InlineData("D | match('([0-9]+)$')", "MATH101", "101")]
    [InlineData("D | match('^X', none)", "MATH", "none")]
    [InlineData("D | match('^X', '{}')", "MATH", "MATH")]
    [InlineData("D | match('(?<=-).*')", "A-B", "B")]
    [InlineData("D | part(2)", "abcd", "bcd")]
    [InlineData("D | part(2, 2)", "abcd", "bc")]
    [InlineData("D | part(-2)", "abcd", "cd")]
    [InlineData("D | part(-3, 2)", "abcd", "bc")]
    [InlineData("D | part(-9)", "abcd", "abcd")]
    [InlineData("D | part(1, 2147483647)", "abcd", "abcd")]
    [InlineData("D | part(1, 1)", "\ud83d\ude00a", "\ud83d\ude00")]
    [InlineData("D | part(1, 1)", "e\u0301a", "e\u0301")]
    [InlineData("D | split('/', 2)", "Maths / Algebra / 1", "Algebra")]
    [InlineData("D | split('/', -1)", "Maths/Algebra", "Algebra")]
    [InlineData("D | split(' ', 1)", "Ada Lovelace", "Ada")]
    [InlineData("D | pad(6)", "123", "000123")]
    [InlineData("D | pad(-5, x)", "123", "123xx")]
    [InlineData("D | pad(2)", "123", "123")]
    [InlineData("D | slug", "Zoë O'Brien-Müller", "zoe-obrien-muller")]
    [InlineData("D | slug(.)", "  Łukasz  Straße!", "lukasz.strasse")]
    [InlineData("D | slug('')", "Đỗ Æ 7", "doae7")]
    [InlineData("D | slug", "e\u0301te\u0301", "ete")]
    [InlineData("D | slug", "Иван 2", "иван-2")]
    [InlineData("D | date('M/d/yyyy')", "7/1/2017", "2017-07-01")]
    [InlineData("D | date('D.M.YYYY')", " 1.7.2017 ", "2017-07-01")]
    [InlineData("D | date('M/d/yy h:mm tt')", "7/1/17 1:05 PM", "2017-07-01T13:05:00")]
    [InlineData("D | date('yyyy-MM-dd HH:mm zzz')", "2017-07-01 08:00 -05:00", "2017-07-01T08:00:00-05:00")]
    [InlineData("D | number", "1.0", "1")]
    [InlineData("D | number", "007", "7")]
    [InlineData("D | number", "1,234.50", "1234.5")]
    [InlineData("D | number", "1.5E+3", "1500")]
    [InlineData("D | number(',')", "1.234,50", "1234.5")]
    [InlineData("D | number(',')", "1 234,5", "1234.5")]
    [InlineData("D | number", "-3", "-3")]
    [InlineData("D | flag", "Yes", "1")]
    [InlineData("D | flag", "off", "0")]
    [InlineData("D | flag(A)", " a ", "1")]
    [InlineData("D | flag(A)", "I", "0")]
    [InlineData("D | flag(A, I)", "i", "0")]
    [InlineData("D | country", "gbr", "GB")]
    [InlineData("D | country", "us", "US")]
    [InlineData("D | country", "Côte d'Ivoire", "CI")]
    [InlineData("D | country", "United Kingdom", "GB")]
    [InlineData("D | country", "the netherlands", "NL")]
    [InlineData("D | language", "English", "en")]
    [InlineData("D | language", "ger", "de")]
    [InlineData("D | language", "pt-BR", "pt_br")]
    [InlineData("D | language", "EN_US", "en_us")]
    [InlineData("D | required", "x", "x")]
    public async Task A_word_makes_of_a_value_another_one(string expression, string value, string expected)
    {
        SourceRecord row = await ReadAsync(expression, value);
        row.Issues.ShouldBeEmpty();
        ((UserRecord)row.Record).Department.ShouldBe(expected);
    }

    [Theory]
    [InlineData("D | trim | lower | upper | slug | replace(a, b) | match('^x') | part(1) | split(a, 1) | pad(5) | date('d.M.yyyy') | number | flag | flag(A, I) | country | language | template('x{}')")]
    [InlineData("D | coalesce(D)")]
    public async Task A_blank_stays_a_blank(string expression)
    {
        SourceRecord row = await ReadAsync(expression, "  ");
        row.Issues.ShouldBeEmpty();
        row.Record.Stated.Contains(UserFields.Department).ShouldBeTrue();
        row.Record[UserFields.Department].IsEmpty.ShouldBeTrue();
    }

    [Theory]
    [InlineData("D | split('/', 3)", "a/b")]
    [InlineData("D | part(9)", "abc")]
    [InlineData("D | match('^X', '')", "abc")]
    [InlineData("D | replace(abc, '')", "abc")]
    [InlineData("D | template('{}{BLANK}')", "abc")]
    public async Task What_is_not_there_is_blank(string expression, string value)
    {
        SourceRecord row = await ReadAsync(expression, value);
        row.Issues.ShouldBeEmpty();
        row.Record[UserFields.Department].IsEmpty.ShouldBeTrue();
    }

    [Theory]
    [InlineData("D | match('^X')", "secret", IssueCodes.MatchMissing)]
    [InlineData("D | match('^(?=(a+)+$)b')", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", IssueCodes.PatternTimeout)]
    [InlineData("D | date('M/d/yyyy')", "31/12/2017", IssueCodes.ValueInvalid)]
    [InlineData("D | date('M/d/yyyy')", "2017-07-01", IssueCodes.ValueInvalid)]
    [InlineData("D | number", "12,34", IssueCodes.ValueInvalid)]
    [InlineData("D | number", "1.234.567", IssueCodes.ValueInvalid)]
    [InlineData("D | number", ",123", IssueCodes.ValueInvalid)]
    [InlineData("D | number", "99999999999999999999999999999999999", IssueCodes.ValueInvalid)]
    [InlineData("D | number", "twelve", IssueCodes.ValueInvalid)]
    [InlineData("D | flag", "perhaps", IssueCodes.ValueInvalid)]
    [InlineData("D | flag(A, I)", "X", IssueCodes.ValueInvalid)]
    [InlineData("D | country", "Atlantis", IssueCodes.CountryUnknown)]
    [InlineData("D | language", "Klingonish", IssueCodes.ValueInvalid)]
    [InlineData("D | language", "zz-ZZ", IssueCodes.ValueInvalid)]
    public async Task A_value_that_a_word_cannot_use_is_dropped_and_told_with_its_place(string expression, string value, string code)
    {
        SourceRecord row = await ReadAsync(expression, value);
        row.IsRejected.ShouldBeFalse();
        row.Record.Stated.Contains(UserFields.Department).ShouldBeFalse();
        RecordIssue issue = row.Issues.ShouldHaveSingleItem();
        issue.Code.ShouldBe(code);
        issue.Severity.ShouldBe(IssueSeverity.Warning);
        issue.Field.ShouldBe("department");
        issue.Value.ShouldBe(value);
        issue.Location.ShouldBe(new SourceLocation("file.csv", 2, 3));
        issue.Message.ShouldNotContain(value);
    }

    [Fact]
    public async Task A_required_value_that_is_blank_costs_the_row()
    {
        SourceRecord row = await ReadAsync("D | trim | required", " ");
        row.IsRejected.ShouldBeTrue();
        RecordIssue issue = row.Issues.ShouldHaveSingleItem();
        (issue.Code, issue.Severity, issue.Field, issue.Location).ShouldBe((IssueCodes.ValueRequired, IssueSeverity.Error, "department", new SourceLocation("file.csv", 2, 3)));
        (await ReadAsync("D | default(x) | required", " ")).IsRejected.ShouldBeFalse();
    }

    [Theory]
    [InlineData("D | part(0)", MapErrorCodes.WordArguments)]
    [InlineData("D | part(1, 0)", MapErrorCodes.WordArguments)]
    [InlineData("D | part(x)", MapErrorCodes.WordArguments)]
    [InlineData("D | split('', 1)", MapErrorCodes.WordArguments)]
    [InlineData("D | split(a)", MapErrorCodes.WordArguments)]
    [InlineData("D | split(a, 0)", MapErrorCodes.WordArguments)]
    [InlineData("D | pad(256)", MapErrorCodes.WordArguments)]
    [InlineData("D | pad(0)", MapErrorCodes.WordArguments)]
    [InlineData("D | pad(5, ab)", MapErrorCodes.WordArguments)]
    [InlineData("D | replace(a)", MapErrorCodes.WordArguments)]
    [InlineData("D | replace('', a)", MapErrorCodes.WordArguments)]
    [InlineData("D | number(';')", MapErrorCodes.WordArguments)]
    [InlineData("D | flag('')", MapErrorCodes.WordArguments)]
    [InlineData("D | coalesce", MapErrorCodes.WordArguments)]
    [InlineData("D | country(x)", MapErrorCodes.WordArguments)]
    [InlineData("D | match('[')", MapErrorCodes.PatternInvalid)]
    [InlineData("D | date('mm/dd/yyyy')", MapErrorCodes.ValueInvalid)]
    [InlineData("D | date('d')", MapErrorCodes.ValueInvalid)]
    [InlineData("D | date('M/d/yyyy \"')", MapErrorCodes.ValueInvalid)]
    [InlineData("D | date('M/d/yyyy', 'Mars/Olympus')", MapErrorCodes.ValueInvalid)]
    [InlineData("D | template('{')", MapErrorCodes.ExpressionInvalid)]
    [InlineData("D | template('}')", MapErrorCodes.ExpressionInvalid)]
    [InlineData("{}", MapErrorCodes.ExpressionInvalid)]
    [InlineData("D | coalesce(Password)", MapErrorCodes.PasswordMapped)]
    [InlineData("D | template('{}{Password}')", MapErrorCodes.PasswordMapped)]
    public void Arguments_that_do_not_fit_are_mistakes_of_the_mapping(string expression, string code)
    {
        ConfigurationError error = Should.Throw<SyncConfigurationException>(() => SyncConfiguration.Parse(Configuration(expression))).Errors.ShouldHaveSingleItem();
        error.Code.ShouldBe(code);
        error.Column.ShouldBeGreaterThan(1);
    }

    [Fact]
    public void In_code_the_same_arguments_do_not_fit()
    {
        MapException failure = Should.Throw<MapException>(() => RecordMap.For<UserRecord>(map =>
        {
            map.Field(UserFields.IdNumber).From("ID").Pad(0);
            map.Field(UserFields.City).From("C").Coalesce();
            map.Field(UserFields.Phone1).From("P").Replace("", "x");
            map.Field(UserFields.Phone2).From("P").Match("(");
        }));
        foreach (string part in (string[])["idnumber: 'pad'", "city: 'coalesce'", "phone1: 'replace'", "phone2: The pattern"])
            failure.Message.ShouldContain(part);
    }

    [Theory]
    [InlineData("date('M/d/yyyy')", "", "2026-07-01T00:00:00Z", "2026-07-01T23:59:59Z")]
    [InlineData("date('M/d/yyyy', 'America/New_York')", "", "2026-07-01T04:00:00Z", "2026-07-02T03:59:59Z")]
    [InlineData("date('M/d/yyyy')", "Europe/London", "2026-06-30T23:00:00Z", "2026-07-01T22:59:59Z")]
    [InlineData("date('M/d/yyyy', 'America/New_York')", "Europe/London", "2026-07-01T04:00:00Z", "2026-07-02T03:59:59Z")]
    public async Task A_day_is_one_of_the_zone_of_the_word_else_of_the_field_else_of_the_feed(string word, string zone, string start, string end)
    {
        string of = zone.Length == 0 ? "" : $", \"zone\": \"{zone}\"";
        string json = $$"""
            { "format": 1, "feeds": [ { "file": "file.csv", "kind": "course", "fields": { "idnumber": "ID",
              "startdate": { "from": "DAY | {{word}}"{{of}} }, "enddate": { "from": "DAY | {{word}}"{{of}} } } } ] }
            """;
        var course = (CourseRecord)(await MapTestRows.ReadAsync(json, "ID,DAY\nm,7/1/2026\n")).Record;
        course.StartDate.ShouldBe(DateTimeOffset.Parse(start, System.Globalization.CultureInfo.InvariantCulture));
        course.EndDate.ShouldBe(DateTimeOffset.Parse(end, System.Globalization.CultureInfo.InvariantCulture));
    }

    private static Task<SourceRecord> ReadAsync(string expression, string value) =>
        MapTestRows.ReadAsync(Configuration(expression), $"ID,D,E,BLANK,Phone (home)\n7,\"{value}\",spare,,555\n");

    private static string Configuration(string expression) => MapTestRows.Users("department", JsonEncodedText.Encode(expression).ToString());
}
