using System.Text.RegularExpressions;
using Conduit.Tests.Support;

namespace Conduit.Tests.House;

/// <summary>A room uses only rooms on lower floors.</summary>
public sealed partial class FloorTests
{
    private static readonly Dictionary<string, int> Floors = new(StringComparer.Ordinal)
    {
        ["Records"] = 1,
        ["Csv"] = 1,
        ["Mapping"] = 2,
        ["Validation"] = 2,
        ["Planning"] = 2,
        ["Sources"] = 3,
        ["Sinks"] = 3,
        ["Transactions"] = 4,
        ["State"] = 5,
        ["Reconciliation"] = 6,
        ["Applying"] = 6,
        ["Reporting"] = 7,
        [""] = 8,
    };

    [GeneratedRegex(@"^\s*(?:global\s+)?using\s+(?:static\s+)?(?:\w+\s*=\s*)?Conduit(?:\.(\w+))?", RegexOptions.Multiline)]
    private static partial Regex UsingLine();

    [GeneratedRegex(@"^namespace\s+Conduit(?:\.(\w+))?", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    public static TheoryData<string> Files
    {
        get
        {
            var files = new TheoryData<string>();
            string core = Path.Combine(RepositoryFiles.Root, "src", "Conduit.Core");
            foreach (string room in Floors.Keys)
                files.Add(room);
            Directory.Exists(core).ShouldBeTrue();
            return files;
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void No_arrow_runs_up(string room)
    {
        string folder = Path.Combine(RepositoryFiles.Root, "src", "Conduit.Core", room);
        string[] files = Directory.GetFiles(folder, "*.cs", room.Length == 0 ? SearchOption.TopDirectoryOnly : SearchOption.AllDirectories);
        files.ShouldNotBeEmpty();
        foreach (string file in files)
        {
            string text = File.ReadAllText(file);
            NamespaceLine().Match(text).Groups[1].Value.ShouldBe(room, $"{file} stands in another room than its namespace says.");
            foreach (Match match in UsingLine().Matches(text))
            {
                string used = match.Groups[1].Value;
                Floors.ShouldContainKey(used, $"{file} uses a room that is on no floor.");
                bool allowed = used == room || Floors[used] < Floors[room];
                allowed.ShouldBeTrue($"{Path.GetFileName(file)} in {room} uses {used}, which is not on a lower floor.");
            }
        }
    }

    [Fact]
    public void Every_folder_is_a_room() => Directory.GetDirectories(Path.Combine(RepositoryFiles.Root, "src", "Conduit.Core"))
        .Select(Path.GetFileName).Where(name => name is not ("bin" or "obj")).ShouldBe(Floors.Keys.Where(k => k.Length > 0), ignoreOrder: true);
}
