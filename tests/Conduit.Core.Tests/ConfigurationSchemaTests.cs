using System.Text.Json;
using Conduit.Mapping;
using Conduit.Records;
using Conduit.Tests.Support;

namespace Conduit.Tests;

/// <summary>
/// The schema of <c>sync.json</c> knows what the reader knows. Run the tests with CONDUIT_ACCEPT_SURFACE=1 to write the committed copy
/// anew, and read the difference before committing it.
/// </summary>
public class ConfigurationSchemaTests
{
    private static readonly JsonElement Schema = JsonDocument.Parse(SyncConfiguration.JsonSchema()).RootElement;

    [Fact]
    public void The_committed_copy_is_what_the_words_make()
    {
        string path = RepositoryFiles.At("docs", ConfigurationDraft.SchemaFile);
        if (Environment.GetEnvironmentVariable("CONDUIT_ACCEPT_SURFACE") == "1")
            File.WriteAllText(path, SyncConfiguration.JsonSchema());
        SyncConfiguration.JsonSchema().ShouldBe(File.ReadAllText(path).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void It_has_the_properties_that_the_reader_reads_and_no_others()
    {
        Names(Schema).ShouldBe([.. ConfigurationReader.RootProperties, "$schema"], ignoreOrder: true);
        Names(Definition("feed")).ShouldBe(ConfigurationFeedReader.FeedProperties, ignoreOrder: true);
        Names(Definition("entry").GetProperty("anyOf")[1]).ShouldBe(ConfigurationFieldReader.EntryProperties, ignoreOrder: true);
    }

    [Fact]
    public void It_has_every_field_of_every_kind_and_tells_of_every_word()
    {
        foreach (RecordKind kind in RecordKinds.InOrder)
        {
            foreach (string part in (string[])["_fields", "_constants", "_blanks"])
                Names(Definition(kind.Name() + part)).ShouldBe(RecordFields.Of(kind).Select(field => field.Name));
        }
        string description = Definition("expression").GetProperty("description").GetString()!;
        foreach (WordSpec word in MapWords.All)
            description.ShouldContain("- " + word.Usage + ": ");
        Definition("expression").GetProperty("examples").EnumerateArray().Select(example => example.GetString()!).SkipLast(1)
            .ShouldBe(MapWords.All.Select(word => "COLUMN | " + word.Usage));
    }

    [Fact]
    public void Every_reference_leads_somewhere()
    {
        int references = 0;
        Walk(Schema);
        references.ShouldBeGreaterThan(100);

        void Walk(JsonElement element)
        {
            if (element.ValueKind == JsonValueKind.Array)
            {
                foreach (JsonElement item in element.EnumerateArray())
                    Walk(item);
            }
            else if (element.ValueKind == JsonValueKind.Object)
            {
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    if (property.Name == "$ref")
                    {
                        Definition(property.Value.GetString()!["#/definitions/".Length..]).ValueKind.ShouldBe(JsonValueKind.Object);
                        references++;
                    }
                    Walk(property.Value);
                }
            }
        }
    }

    private static JsonElement Definition(string name) => Schema.GetProperty("definitions").GetProperty(name);

    private static IEnumerable<string> Names(JsonElement schema) => schema.GetProperty("properties").EnumerateObject().Select(property => property.Name);
}
