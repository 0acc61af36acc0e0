using Conduit.Mapping;
using Conduit.Records;
using Conduit.Sources;
using Conduit.Tests.Support;

namespace Conduit.Tests.Mapping;

/// <summary>The map in code that the manual shows.</summary>
public class ManualCodeTests
{
    private static CsvRecordSource Source()
    {
        // manual
        RecordMap people = RecordMap.For<UserRecord>(map =>
        {
            map.Field(UserFields.IdNumber).From("ID");
            map.Field(UserFields.Email).From("EMAIL").Trim().Lower();
            map.Field(UserFields.Auth).Constant("ldap");
            map.Custom("costcentre").From("CC").When(RowCondition.Column("TYPE").In("staff", "guest"));
            map.Skip(RowCondition.Column("STATUS").Is("left").And(RowCondition.Column("GRACE").IsEmpty()));
        });
        CsvRecordSource source = CsvRecordSource.FromFolder("./export", [new CsvSourceFeed("people", "people.csv", people)]);
        // end
        return source;
    }

    private static async Task<SyncConfiguration> LoadAsync()
    {
        // manual
        var functions = new MapFunctions().Register("tidyname", "1", name => name.Replace("MC ", "Mc", StringComparison.Ordinal));
        SyncConfiguration configuration = await SyncConfiguration.LoadAsync("sync.json", functions);
        // end
        return configuration;
    }

    [Fact]
    public async Task The_manual_shows_what_compiles()
    {
        Source().Name.ShouldBe("csv");
        await Should.ThrowAsync<FileNotFoundException>(LoadAsync);
        string page = File.ReadAllText(RepositoryFiles.At("docs", "mapping.md"));
        string file = File.ReadAllText(RepositoryFiles.At("tests", "Conduit.Core.Tests", "Mapping", "ManualCodeTests.cs"));
        string[] shown = [.. file.Split("        // manual\n").Skip(1).Select(part => part[..part.IndexOf("        // end\n", StringComparison.Ordinal)])];
        shown.Length.ShouldBe(2);
        foreach (string code in shown)
            page.ShouldContain("```csharp\n" + code[8..].Replace("\n        ", "\n", StringComparison.Ordinal) + "```");
    }
}
