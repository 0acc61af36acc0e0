using Conduit.Mapping;
using Conduit.Records;
using Conduit.Tests.Support;

namespace Conduit.Tests.Mapping;

public sealed class LookupFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("\"crosslist.csv\"", "SECTION,COURSE\nm-1,M\nm-2,M\n")]
    [InlineData("{ \"file\": \"crosslist.csv\", \"from\": \"section\", \"to\": \"COURSE\" }", "TERM,COURSE,SECTION\nx,M,m-1\nx,M,M-2\nx,M,M-2\n")]
    public void A_lookup_stands_in_a_file_beside_the_configuration(string lookup, string file)
    {
        _folder.Write("crosslist.csv", file);
        RecordMap map = Parse(lookup).Feeds[0].Map;
        MapWord word = map.Fields.SelectMany(field => field.Expression.Words).ShouldHaveSingleItem();
        word.Apply(" M-2 ", new MapContext()).ShouldBe("M");
        word.Apply("m-3", new MapContext()).ShouldBe("m-3");
    }

    [Fact]
    public void In_code_too_and_as_the_same_map()
    {
        _folder.Write("crosslist.csv", "SECTION,COURSE\nm-1,M\n");
        RecordMap code = RecordMap.For<CourseRecord>(map => map.LookupFile("courses", _folder["crosslist.csv"], "SECTION", "COURSE").Field(CourseFields.IdNumber).From("S").Lookup("courses", "{}"));
        Version(code).ShouldBe(Version(Parse("\"crosslist.csv\"").Feeds[0].Map));
        string before = Version(code);
        _folder.Write("crosslist.csv", "SECTION,COURSE\nm-1,N\n");
        string.Equals(Version(Parse("\"crosslist.csv\"").Feeds[0].Map), before, StringComparison.Ordinal).ShouldBeFalse();
        Should.Throw<MapException>(() => RecordMap.For<CourseRecord>(map => map.LookupFile("courses", _folder["none.csv"]).Field(CourseFields.IdNumber).From("S"))).Message.ShouldContain("none.csv");
    }

    [Theory]
    [InlineData("\"none.csv\"", "cannot be read")]
    [InlineData("\"one.csv\"", "no column 'second'")]
    [InlineData("{ \"file\": \"two.csv\", \"from\": \"SECTION\", \"to\": \"CURSE\" }", "did you mean 'COURSE'?")]
    [InlineData("\"two.csv\"", "Line 3 of 'two.csv'")]
    [InlineData("\"cut.csv\"", "damaged")]
    public void A_file_that_cannot_be_used_is_a_mistake_with_its_place(string lookup, string told)
    {
        _folder.Write("one.csv", "SECTION\nm\n");
        _folder.Write("two.csv", "SECTION,COURSE\nm,M\nm,N\n");
        _folder.Write("cut.csv", "SECTION,COURSE\nm\n");
        ConfigurationError error = Should.Throw<SyncConfigurationException>(() => Parse(lookup)).Errors.ShouldHaveSingleItem();
        error.Code.ShouldBe(MapErrorCodes.LookupUnreadable);
        error.Message.ShouldContain(told);
        error.Line.ShouldBe(2);
    }

    private SyncConfiguration Parse(string lookup) => SyncConfiguration.Parse(
        "{ \"format\": 1, \"feeds\": [ { \"file\": \"s.csv\", \"kind\": \"course\", \"fields\": { \"idnumber\": \"S | lookup(courses, {})\" } } ],\n  \"lookups\": { \"courses\": " + lookup + " } }", folder: _folder.Path);

    private static string Version(RecordMap map) => MapBinder.Bind(map, ["S"], "s.csv").Map!.Version;
}
