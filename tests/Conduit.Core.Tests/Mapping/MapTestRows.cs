using Conduit.Mapping;
using Conduit.Sources;
using Conduit.Tests.Sources;

namespace Conduit.Tests.Mapping;

/// <summary>Sends one file through a map.</summary>
internal static class MapTestRows
{
    public static async Task<FeedContent> ReadAsync(RecordMap map, string csv)
    {
        using var folder = new RosterFolder();
        folder.Write("file.csv", csv);
        return await FeedContent.ReadAsync(CsvRecordSource.FromFolder(folder.Path, [new CsvSourceFeed("feed", "file.csv", map)]));
    }

    /// <summary>The user of one row that <c>sync.json</c>'s fields make.</summary>
    public static async Task<SourceRecord> ReadAsync(string configuration, string csv, MapFunctions? functions = null)
    {
        RecordMap map = SyncConfiguration.Parse(configuration, functions).Feeds.ShouldHaveSingleItem().Map;
        return (await ReadAsync(map, csv)).Row;
    }

    /// <summary>A configuration of users with one more field, and what comes after the feeds.</summary>
    public static string Users(string field, string expression, string rest = "") => $$"""
        { "format": 1, "feeds": [ { "file": "file.csv", "kind": "user", "fields": { "idnumber": "ID", "{{field}}": "{{expression}}" } } ]{{rest}} }
        """;
}
