using System.Globalization;
using System.Text;
using Conduit.Csv;
using Conduit.Mapping;
using Conduit.Sources;
using FsCheck;
using FsCheck.Fluent;

namespace Conduit.Tests.Mapping;

/// <summary>Random mappings over random files: both spellings say the same, and nothing throws.</summary>
public class RandomMappingTests
{
    internal static int Count => int.TryParse(Environment.GetEnvironmentVariable("CONDUIT_MAPPINGS"), NumberStyles.None, CultureInfo.InvariantCulture, out int told) ? told : 2_000;

    [Fact]
    public void Every_word_is_drawn() =>
        RandomMappings.Words.Select(word => word.Word).Where(word => word != "reverse").Append("unique").ShouldBe(MapWords.All.Select(word => word.Name), ignoreOrder: true);

    [Fact]
    public void What_code_says_is_written_and_read_as_the_same() => Prop.ForAll(RandomMappings.Maps.Zip(RandomMappings.Files).ToArbitrary(), drawn =>
    {
        (RecordMap code, string file) = drawn;
        string json = new SyncConfiguration("csv", [new CsvSourceFeed("people", "people.csv", code)]).ToJson();
        SyncConfiguration read = SyncConfiguration.Parse(json, RandomMappings.Functions);
        read.ToJson().ShouldBe(json);
        RecordMap text = read.Feeds.ShouldHaveSingleItem().Map;

        Read(text, file, out string versionOfText).ShouldBe(Read(code, file, out string versionOfCode));
        versionOfText.ShouldBe(versionOfCode);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(Count));

    /// <summary>The rows of a file as a map reads them, issues and all.</summary>
    private static string[] Read(RecordMap map, string file, out string version) => [.. Map(map, file, out version).Select(Describe)];

    /// <summary>The rows of a file that a map takes, mapped.</summary>
    internal static List<MappedRow> Map(RecordMap map, string file, out string version)
    {
        using CsvReader reader = CsvReader.FromMemory(Encoding.UTF8.GetBytes(file));
        reader.Read();
        MapBinding binding = MapBinder.Bind(map, reader.Header.Names, "people.csv");
        BoundMap bound = binding.Map.ShouldNotBeNull(string.Join(' ', binding.Issues));
        version = bound.Version;
        var rows = new List<MappedRow>();
        do
        {
            while (reader.TryRead(out CsvRow row))
            {
                if (bound.Filter?.Takes(row) is not false)
                    rows.Add(bound.Map(row, "people.csv"));
            }
        }
        while (reader.Read());
        return rows;
    }

    private static string Describe(MappedRow row) =>
        $"{(row.IsRejected ? "rejected " : "")}{string.Join(';', row.Record.Stated.Select(field => $"{field.Name}={row.Record[field]}"))} {string.Join(';', row.Record.Custom)} {row.BaseName} {string.Join(' ', row.Issues.Select(issue => $"{issue.Location} {issue.Code} {issue.Field} {issue.Message} {issue.Value}"))}";
}
