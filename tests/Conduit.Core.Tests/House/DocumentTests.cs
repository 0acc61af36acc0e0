using System.Text.RegularExpressions;
using Conduit.Tests.Support;

namespace Conduit.Tests.House;

/// <summary>What the pages show is what the code is.</summary>
public sealed partial class DocumentTests
{
    [GeneratedRegex(@"\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();

    [Fact]
    public void The_quick_start_of_the_readme_is_the_sample() =>
        RepositoryFiles.Read("README.md").ShouldContain("```csharp\n" + RepositoryFiles.Read("samples", "QuickStart", "Program.cs").TrimEnd() + "\n```");

    [Fact]
    public void Every_link_between_the_pages_leads_somewhere()
    {
        string[] pages = [Path.Combine(RepositoryFiles.Root, "README.md"), .. Directory.GetFiles(Path.Combine(RepositoryFiles.Root, "docs"), "*.md", SearchOption.AllDirectories)];
        foreach (string page in pages)
        {
            foreach (Match match in Link().Matches(File.ReadAllText(page)))
            {
                string target = Path.Combine(Path.GetDirectoryName(page)!, match.Groups[1].Value);
                (File.Exists(target) || Directory.Exists(target)).ShouldBeTrue($"{Path.GetRelativePath(RepositoryFiles.Root, page)} links to {match.Groups[1].Value}, which is not there.");
            }
        }
    }

    [Fact]
    public void The_sink_that_the_docs_show_compiles_in_the_tests() =>
        RepositoryFiles.Read("docs", "writing-a-sink.md").ShouldContain("```csharp\n" + RepositoryFiles.Read("tests", "Conduit.Core.Tests", "House", "TextFileSink.cs").TrimEnd() + "\n```");
}
