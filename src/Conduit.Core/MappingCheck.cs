using Conduit.Sources;

namespace Conduit;

/// <summary>
/// Explains what a configuration makes of the files of a folder: which column feeds which field, what a few values are before and after
/// each word, and which rows would be rejected, judged as if every record were new. Reads every file to its end; touches nothing.
/// </summary>
public sealed class MappingCheck
{
    private MappingCheck(IReadOnlyList<FeedCheck> feeds) => Feeds = feeds;

    /// <summary>The feeds, in the order of the configuration.</summary>
    public IReadOnlyList<FeedCheck> Feeds { get; }

    /// <summary>Whether every feed is there and its map fits its files.</summary>
    public bool IsUsable => Feeds.All(feed => feed.IsUsable);

    /// <summary>Checks a configuration.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="folder">The folder that its files are relative to.</param>
    /// <param name="samples">How many rows of each feed are shown as samples.</param>
    /// <param name="redact">Whether letters and digits of values become x and 9: their shape tells whether a mapping is right, and not who somebody is.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static async ValueTask<MappingCheck> RunAsync(SyncConfiguration configuration, string folder, int samples = 3, bool redact = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"There is no folder '{folder}'.");
        var checks = new List<FeedCheck>();
        IEnumerable<CsvSourceFeed> feeds = configuration.UsesFileNames ? CsvRecordSource.ByFileNames(folder, configuration.SourceName).FindFeeds() : configuration.Feeds;
        foreach (CsvSourceFeed feed in feeds)
        {
            CsvFeedFiles files = await CsvFeedFiles.DescribeAsync(folder, feed, cancellationToken).ConfigureAwait(false);
            checks.Add(await new FeedChecker(files, samples, redact).RunAsync(cancellationToken).ConfigureAwait(false));
        }
        return new MappingCheck(checks);
    }
}
