using System.Text.RegularExpressions;
using Conduit.Tests.Support;

namespace Conduit.Tests.House;

/// <summary>The page of features claims nothing without a test.</summary>
public sealed partial class FeatureTests
{
    private static readonly string[] Verdicts = ["works", "differs", "not here"];

    [GeneratedRegex(@"`(\w+Tests)\.(\w+)`")]
    private static partial Regex Named();

    [GeneratedRegex(@"class (\w+Tests)\b")]
    private static partial Regex Class();

    [GeneratedRegex(@"\[(?:Fact|Theory)[^\n]*\]\s*(?:\[[^\n]*\]\s*)*(?:// [^\n]*\s*)*public (?:async )?(?:void|Task) (\w+)\(")]
    private static partial Regex Test();

    private static string[][] Rows { get; } = [.. RepositoryFiles.Read("docs", "features.md").Split('\n')
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1])
        .Where(cells => cells[0] != "feature")];

    [Fact]
    public void Every_test_that_the_page_names_is_one()
    {
        var tests = new HashSet<string>(StringComparer.Ordinal);
        foreach (string file in Directory.GetFiles(RepositoryFiles.At("tests"), "*Tests.cs", SearchOption.AllDirectories))
        {
            string code = File.ReadAllText(file);
            string owner = Class().Match(code).Groups[1].Value;
            tests.UnionWith(Test().Matches(code).Select(match => $"{owner}.{match.Groups[1].Value}"));
        }
        string[] named = [.. Named().Matches(RepositoryFiles.Read("docs", "features.md")).Select(match => $"{match.Groups[1].Value}.{match.Groups[2].Value}")];
        named.Length.ShouldBeGreaterThan(30);
        named.Where(name => !tests.Contains(name)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_row_has_a_verdict_and_what_works_or_differs_names_a_test()
    {
        Rows.Length.ShouldBeGreaterThan(20);
        Rows.ShouldAllBe(cells => cells.Length == 3);
        Rows.ShouldAllBe(cells => Verdicts.Contains(cells[1]));
        Rows.Where(cells => cells[1] != "not here" && !Named().IsMatch(cells[2])).Select(cells => cells[0]).ShouldBeEmpty();
        Rows.Where(cells => cells[1] == "not here" && Named().IsMatch(cells[2])).Select(cells => cells[0]).ShouldBeEmpty();
    }
}
