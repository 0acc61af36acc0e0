using System.Text;
using Conduit.Mapping;
using Conduit.Sources;

namespace Conduit;

/// <summary>
/// What a <c>sync.json</c> says: feeds, policies and guards. <c>docs/mapping.md</c> describes the file.
/// </summary>
public sealed class SyncConfiguration
{
    internal SyncConfiguration(string sourceName, CsvSourceFeed[]? feeds, SyncOptions options)
    {
        SourceName = sourceName;
        Feeds = feeds ?? [];
        UsesFileNames = feeds is null;
        Options = options;
    }

    /// <summary>Makes a configuration of feeds that were put together in code.</summary>
    /// <param name="sourceName">The name of the source, the same on every day.</param>
    /// <param name="feeds">The feeds.</param>
    /// <param name="options">Policies, guards and the rest.</param>
    /// <exception cref="ArgumentException">Two feeds have one name.</exception>
    public SyncConfiguration(string sourceName, IEnumerable<CsvSourceFeed> feeds, SyncOptions? options = null)
        : this(sourceName, [.. feeds], options ?? new SyncOptions())
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(sourceName);
        if (Feeds.GroupBy(feed => feed.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new ArgumentException($"Two feeds are called '{twice.Key}'.", nameof(feeds));
    }

    /// <summary>The name of the source; the state knows by it who brought a record.</summary>
    public string SourceName { get; }

    /// <summary>The feeds that the file lists.</summary>
    public IReadOnlyList<CsvSourceFeed> Feeds { get; }

    /// <summary>Whether the file says nothing of feeds, so that files are known by their names and columns by their headings.</summary>
    public bool UsesFileNames { get; }

    /// <summary>Policies, guards and how old the knowledge of the LMS may be.</summary>
    public SyncOptions Options { get; }

    /// <summary>Reads a configuration file, and the files of lookups that it names, which are relative to its folder.</summary>
    /// <param name="path">The file.</param>
    /// <param name="functions">The functions of the host that its mappings may use.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="SyncConfigurationException">The file has mistakes; all of them are told at once.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async ValueTask<SyncConfiguration> LoadAsync(string path, MapFunctions? functions = null, CancellationToken cancellationToken = default)
    {
        byte[] json = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
        return ConfigurationReader.Read(json, functions ?? new MapFunctions(), Path.GetFileName(path), Path.GetDirectoryName(Path.GetFullPath(path)));
    }

    /// <summary>
    /// The configuration as a <c>sync.json</c> that is read as the same: same feeds, same records, same versions of the maps. The
    /// functions of the host stand in it by their names. What only code can say (limits of a dialect, how changes are sent, the clock) does not.
    /// </summary>
    public string ToJson() => ConfigurationWriter.Write(this);

    /// <summary>
    /// The JSON Schema (draft 7) of <c>sync.json</c>: properties, kinds, fields and words, so that editors complete and check the file. It
    /// is made of the words that this version knows; functions of the host are not in it and are no mistake.
    /// </summary>
    public static string JsonSchema() => ConfigurationSchema.Write();

    /// <summary>Reads a configuration that is in memory.</summary>
    /// <param name="json">The text of a <c>sync.json</c>.</param>
    /// <param name="functions">The functions of the host that its mappings may use.</param>
    /// <param name="folder">What the files of lookups are relative to; null: the current folder.</param>
    /// <exception cref="SyncConfigurationException">The text has mistakes; all of them are told at once.</exception>
    public static SyncConfiguration Parse(string json, MapFunctions? functions = null, string? folder = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        return ConfigurationReader.Read(Encoding.UTF8.GetBytes(json), functions ?? new MapFunctions(), null, folder);
    }
}
