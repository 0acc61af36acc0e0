using Conduit.Csv;
using Conduit.Mapping;
using Conduit.Records;

namespace Conduit.Sources;

/// <summary>A feed, found on disk and bound to the headers of its files.</summary>
internal sealed class CsvFeedFiles
{
    private CsvFeedFiles(CsvSourceFeed feed, IReadOnlyList<CsvFeedFile> files, SourceFeed description)
    {
        Feed = feed;
        Files = files;
        Description = description;
    }

    public CsvSourceFeed Feed { get; }

    /// <summary>The files in the order of reading.</summary>
    public IReadOnlyList<CsvFeedFile> Files { get; }

    public SourceFeed Description { get; }

    /// <summary>Finds the files of a feed and reads their headers.</summary>
    public static async ValueTask<CsvFeedFiles> DescribeAsync(string folder, CsvSourceFeed feed, CancellationToken cancellationToken)
    {
        var issues = new List<RecordIssue>();
        var files = new List<CsvFeedFile>();
        foreach (string path in Find(folder, feed.File))
            files.Add(await BindAsync(path, feed, issues, cancellationToken).ConfigureAwait(false));

        List<string> versions = [];
        foreach (CsvFeedFile file in files)
        {
            if (!versions.Contains(file.Map?.Version ?? ""))
                versions.Add(file.Map?.Version ?? "");
        }
        versions.Sort(StringComparer.Ordinal);
        if (versions.Count > 1)
        {
            // The same bytes mean different things in files with different columns.
            files = [.. files.Select(file => file with { Prefix = file.Map is null ? [] : Convert.FromHexString(file.Map.Version) })];
        }

        bool hasAction = feed.Map.ActionColumn is not null || files.Exists(file => file.Map is { HasAction: true });
        Coverage coverage = feed.Coverage ?? (hasAction ? Coverage.Partial : Coverage.Complete);
        if (hasAction && coverage == Coverage.Complete)
        {
            issues.Add(Unusable(feed, files.Count > 0 ? files[0].Name : feed.File,
                "The feed is told to be complete and has a column of actions; make it partial, or take the column out."));
        }
        if (feed.Scope is not null && RecordScope.Check(feed.Map.Kind, feed.Scope) is { } mistake)
            issues.Add(Unusable(feed, feed.File, mistake.Message));
        return new CsvFeedFiles(feed, files, new SourceFeed(feed.Name, feed.Map.Kind, coverage, versions.Count == 1 ? versions[0] : MapVersion.Of(string.Join('\n', versions)))
        {
            Scope = feed.Scope,
            Origin = feed.Origin,
            IsPresent = files.Count > 0,
            Location = Path.Combine(folder, feed.File),
            Issues = issues,
        });
    }

    /// <summary>The files that a name or pattern means, in the order of their names.</summary>
    private static string[] Find(string folder, string file)
    {
        string place = Path.GetDirectoryName(Path.Combine(folder, file)) ?? folder;
        if (!Directory.Exists(place))
            return [];
        var options = new EnumerationOptions { MatchCasing = MatchCasing.CaseInsensitive, IgnoreInaccessible = true };
        string[] paths = Directory.GetFiles(place, Path.GetFileName(file), options);
        Array.Sort(paths, StringComparer.Ordinal);
        return paths;
    }

    private static async ValueTask<CsvFeedFile> BindAsync(string path, CsvSourceFeed feed, List<RecordIssue> issues, CancellationToken cancellationToken)
    {
        string name = Path.GetFileName(path);
        // Taken before the header is read: what is written meanwhile must be seen as a change.
        var info = new FileInfo(path);
        var found = new CsvFeedFile(path, info.Exists ? info.Length : 0, info.Exists ? info.LastWriteTimeUtc : default, null);
        try
        {
            using CsvReader reader = CsvReader.OpenFile(path, feed.Dialect);
            await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            AddHeaderIssues(reader, feed, name, issues);
            if (reader.Header.Count == 0 || reader.Header.IsDamaged)
            {
                issues.Add(Unusable(feed, name, "The first line does not name the columns, so nothing can be read; export the file again with a header."));
                return found;
            }
            MapBinding binding = MapBinder.Bind(feed.Map, reader.Header.Names, name);
            issues.AddRange(binding.Issues);
            return found with { Map = binding.Map };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            issues.Add(Unusable(feed, name, $"The file cannot be opened ({failure.GetType().Name}); see to its rights and to who holds it."));
            return found;
        }
    }

    private static void AddHeaderIssues(CsvReader reader, CsvSourceFeed feed, string name, List<RecordIssue> issues)
    {
        foreach (CsvIssue issue in reader.HeaderIssues)
        {
            issues.Add(new RecordIssue(IssueSeverity.Warning, issue.Code, issue.Message)
            {
                Kind = feed.Map.Kind,
                Location = new SourceLocation(name, issue.Line, issue.Column),
            });
        }
    }

    private static RecordIssue Unusable(CsvSourceFeed feed, string file, string message) => new(IssueSeverity.Error, IssueCodes.FeedUnusable, message)
    {
        Kind = feed.Map.Kind,
        Location = new SourceLocation(file, 1),
    };
}
