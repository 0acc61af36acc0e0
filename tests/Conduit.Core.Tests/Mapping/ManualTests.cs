using System.Reflection;
using Conduit.Csv;
using Conduit.Mapping;
using Conduit.Records;
using Conduit.Tests.Support;

namespace Conduit.Tests.Mapping;

/// <summary>The manual says what the code does.</summary>
public class ManualTests
{
    private static readonly string Mapping = File.ReadAllText(RepositoryFiles.At("docs", "mapping.md"));

    [Fact]
    public void Every_word_is_a_row_of_the_manual_and_every_row_a_word()
    {
        string words = Section(Mapping, "## Words");
        Rows(words).ShouldBe(MapWords.All.Select(word => word.Usage));
    }

    [Fact]
    public void The_manual_says_of_a_word_what_the_word_says_of_itself() =>
        MapWords.All.ShouldAllBe(word => Mapping.Contains($"| `{word.Usage}` | {word.Purpose} |\n"));

    [Fact]
    public void Every_word_has_a_method() => MapWords.All.ShouldAllBe(word => typeof(FieldMapBuilder).GetMethods()
        .Any(method => method.Name.Equals(word.Name, StringComparison.OrdinalIgnoreCase)));

    [Fact]
    public void The_builder_has_words_and_nothing_else() => typeof(FieldMapBuilder).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Select(method => method.Name.ToLowerInvariant()).ShouldBe([.. MapWords.All.Select(word => word.Name), "function", .. ConfigurationFieldReader.EntryProperties], ignoreOrder: true);

    [Fact]
    public void Every_heading_stands_in_the_manual()
    {
        foreach (RecordKind kind in RecordKinds.InOrder)
            HeadingRows(kind).ShouldBe(Section(Mapping, "### " + kind.Name() + "\n").Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_code_is_explained_and_every_explained_code_is_one()
    {
        string page = File.ReadAllText(RepositoryFiles.At("docs", "issue-codes.md"));
        string[] known = [.. new[] { typeof(CsvIssueCodes), typeof(IssueCodes), typeof(MapErrorCodes) }.SelectMany(Constants).Order(StringComparer.Ordinal)];
        Rows(page).Order(StringComparer.Ordinal).ShouldBe(known);
    }

    [Fact]
    public void The_example_of_the_manual_loads()
    {
        string[] fences = Mapping.Split("```json\n");
        fences.Length.ShouldBe(2);
        SyncConfiguration configuration = SyncConfiguration.Parse(fences[1][..fences[1].IndexOf("```", StringComparison.Ordinal)], new MapFunctions().Register("tidyname", "1", name => name));
        configuration.Feeds.Select(feed => feed.Name).ShouldBe(["students", "staff", "courses", "enrollments", "drops"]);
    }

    /// <summary>The rows of the manual for the headings of a kind.</summary>
    internal static IEnumerable<string> HeadingRows(RecordKind kind)
    {
        ILookup<string, string> headings = HeadingSynonyms.Of(kind)
            .Where(entry => entry.Key != Headings.Normalize(entry.Value.Field!.Name))
            .ToLookup(entry => entry.Value.Field!.Name, entry => entry.Value.Sense == FlagSense.Inverted ? entry.Key + " (turned round)" : entry.Key, StringComparer.Ordinal);
        return RecordFields.Of(kind).Select(field => $"| `{field.Name}` | {string.Join(", ", headings[field.Name])} |");
    }

    private static IEnumerable<string> Constants(Type type) => type.GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);

    private static IEnumerable<string> Rows(string text) => text.Split('\n')
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line[3..line.IndexOf('`', 3)]);

    private static string Section(string page, string heading)
    {
        int start = page.IndexOf(heading, StringComparison.Ordinal);
        start.ShouldBeGreaterThan(-1, heading);
        int end = page.IndexOf("\n#", start + heading.Length, StringComparison.Ordinal);
        return end < 0 ? page[start..] : page[start..end];
    }
}
