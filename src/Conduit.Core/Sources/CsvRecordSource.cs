using Conduit.Mapping;
using Conduit.Records;

namespace Conduit.Sources;

/// <summary>
/// Rosters in the CSV files of a folder. Without feeds the files are known by their names (<c>users.csv</c>, <c>courses.csv</c>,
/// <c>enrollments.csv</c> and so on) and their columns by their headings; <c>docs/mapping.md</c> lists both.
/// </summary>
public sealed class CsvRecordSource : IRecordSource
{
    private readonly string _folder;
    private readonly IReadOnlyList<CsvSourceFeed>? _feeds;
    // Never changed, but replaced as a whole: feeds may be opened while others are described.
    private volatile Dictionary<string, CsvFeedFiles> _described = new Dictionary<string, CsvFeedFiles>(StringComparer.Ordinal);

    private CsvRecordSource(string folder, IReadOnlyList<CsvSourceFeed>? feeds)
    {
        _folder = folder;
        _feeds = feeds;
    }

    /// <summary>The name of the source, <c>csv</c> unless told otherwise. The state knows by it who brought a record: never change it without need.</summary>
    public string Name { get; init; } = "csv";

    /// <summary>A source of the files in a folder that have one of the known names.</summary>
    /// <param name="folder">The folder. It is looked at when feeds are described, not before.</param>
    public static CsvRecordSource FromFolder(string folder) => ByFileNames(folder, "csv");

    /// <summary>A source of the feeds that are given.</summary>
    /// <param name="folder">The folder that the files are relative to.</param>
    /// <param name="feeds">The feeds.</param>
    /// <param name="name">The name of the source.</param>
    /// <exception cref="ArgumentException">Two feeds have one name.</exception>
    public static CsvRecordSource FromFolder(string folder, IEnumerable<CsvSourceFeed> feeds, string name = "csv")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ArgumentNullException.ThrowIfNull(feeds);
        CsvSourceFeed[] all = [.. feeds];
        if (all.GroupBy(feed => feed.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new ArgumentException($"Two feeds are called '{twice.Key}'.", nameof(feeds));
        return new CsvRecordSource(folder, all) { Name = name };
    }

    internal static CsvRecordSource ByFileNames(string folder, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        return new CsvRecordSource(folder, null) { Name = name };
    }

    /// <inheritdoc />
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public async ValueTask<IReadOnlyList<SourceFeed>> DescribeAsync(CancellationToken cancellationToken = default)
    {
        // A folder that is not there is a slip in a path or a share that is not mounted, and not an empty roster.
        if (!Directory.Exists(_folder))
            throw new DirectoryNotFoundException($"There is no folder '{_folder}'.");
        var feeds = new List<SourceFeed>();
        var described = new Dictionary<string, CsvFeedFiles>(StringComparer.Ordinal);
        foreach (CsvSourceFeed feed in _feeds ?? FindFeeds())
        {
            CsvFeedFiles files = await CsvFeedFiles.DescribeAsync(_folder, feed, cancellationToken).ConfigureAwait(false);
            described[feed.Name] = files;
            feeds.Add(files.Description);
        }
        _described = described;
        // Said beside the first feed: a file that is left alone belongs to none.
        if (_feeds is null && feeds.Count > 0)
            feeds[0] = feeds[0] with { Issues = [.. feeds[0].Issues, .. UnknownFiles()] };
        return feeds;
    }

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The feed is not one of those that were described.</exception>
    public ValueTask<SourceReader> OpenAsync(SourceFeed feed, FingerprintKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(key);
        return _described.TryGetValue(feed.Name, out CsvFeedFiles? files)
            ? ValueTask.FromResult<SourceReader>(new CsvSourceReader(files, key))
            : DescribeAndOpenAsync(feed, key, cancellationToken);
    }

    private async ValueTask<SourceReader> DescribeAndOpenAsync(SourceFeed feed, FingerprintKey key, CancellationToken cancellationToken)
    {
        await DescribeAsync(cancellationToken).ConfigureAwait(false);
        return _described.TryGetValue(feed.Name, out CsvFeedFiles? files)
            ? new CsvSourceReader(files, key)
            : throw new ArgumentException($"There is no feed '{feed.Name}'.", nameof(feed));
    }

    private List<RecordIssue> UnknownFiles()
    {
        string[] paths = Directory.GetFiles(_folder, "*.csv", new EnumerationOptions { MatchCasing = MatchCasing.CaseInsensitive });
        Array.Sort(paths, StringComparer.Ordinal);
        List<RecordIssue> unknown = [];
        foreach (string path in paths)
        {
            if (!RosterFileNames.TryTell(path, out _))
            {
                unknown.Add(new RecordIssue(IssueSeverity.Warning, IssueCodes.FileUnknown, "The name of the file tells no kind of record, so it is left alone. Give it a known name such as users.csv, or name it in sync.json.")
                { Location = new SourceLocation(Path.GetFileName(path), 0) });
            }
        }
        return unknown;
    }

    /// <summary>The files with known names. Two that differ only in case make one feed.</summary>
    internal IEnumerable<CsvSourceFeed> FindFeeds()
    {
        List<string> names = [];
        foreach (string path in Directory.EnumerateFiles(_folder))
        {
            string name = Path.GetFileName(path).ToLowerInvariant();
            if (RosterFileNames.TryTell(name, out _) && !names.Contains(name))
                names.Add(name);
        }
        names.Sort(StringComparer.Ordinal);
        foreach (string name in names)
        {
            RosterFileNames.TryTell(name, out RecordKind kind);
            yield return new CsvSourceFeed(Path.GetFileNameWithoutExtension(name), name, RecordMap.ByHeadings(kind));
        }
    }
}
