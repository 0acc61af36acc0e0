using System.Text;
using Conduit.Records;
using Conduit.Sources;

namespace Conduit.Tests.Sources;

/// <summary>A folder of roster files for one test.</summary>
public sealed class RosterFolder : IDisposable
{
    public static readonly FingerprintKey Key = new(0, 12345678901234567890);

    public string Path { get; } = Directory.CreateTempSubdirectory("conduit-rosters-").FullName;

    public RosterFolder Write(string name, string text, Encoding? encoding = null)
    {
        File.WriteAllText(System.IO.Path.Combine(Path, name), text, encoding ?? new UTF8Encoding(false));
        return this;
    }

    public CsvRecordSource Source() => CsvRecordSource.FromFolder(Path);

    /// <summary>Reads the one feed of the folder, or the named one.</summary>
    public Task<FeedContent> ReadAsync(string? feed = null) => FeedContent.ReadAsync(Source(), feed);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
