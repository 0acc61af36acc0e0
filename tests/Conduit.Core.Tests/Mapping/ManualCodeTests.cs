using Conduit.Mapping;
using Conduit.Records;
using Conduit.Sources;

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
            map.Custom("costcentre").From("CC");
        });
        CsvRecordSource source = CsvRecordSource.FromFolder("./export", [new CsvSourceFeed("people", "people.csv", people)]);
        // end
        return source;
    }

    [Fact]
    public void The_manual_shows_what_compiles()
    {
        Source().Name.ShouldBe("csv");
        string file = File.ReadAllText(RepositoryFiles.At("tests", "Conduit.Core.Tests", "Mapping", "ManualCodeTests.cs"));
        int start = file.IndexOf("// manual\n", StringComparison.Ordinal) + "// manual\n".Length;
        string shown = file[start..file.IndexOf("        // end", StringComparison.Ordinal)].Replace("\n        ", "\n", StringComparison.Ordinal).TrimStart();
        File.ReadAllText(RepositoryFiles.At("docs", "mapping.md")).ShouldContain("```csharp\n" + shown + "```");
    }
}
