using System.Text.Json;
using Conduit.Records;

namespace Conduit.Planning;

/// <summary>
/// A plan: what would be done, and why it may not be. A small header over a file of changes, so a plan of a million changes
/// takes no more memory than one of ten. Nothing but a plan is ever applied.
/// </summary>
public sealed class SyncPlan
{
    private SyncPlan(PlanHeader header, string path)
    {
        Header = header;
        Path = path;
    }

    /// <summary>The id: the time it was made and the version of the state it was made against.</summary>
    public string Id => Header.Id;

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt => Header.CreatedAt;

    /// <summary>When the LMS was last read; null when its content is only known from what was written to it.</summary>
    public DateTimeOffset? LmsReadAt => Header.LmsReadAt;

    /// <summary>The numbers.</summary>
    public PlanSummary Summary => Header.Summary;

    /// <summary>Why it may not be applied; empty when it may.</summary>
    public IReadOnlyList<PlanBlocker> Blockers => Header.Blockers;

    /// <summary>Whether it may be applied.</summary>
    public bool IsApplicable => Header.Blockers.Count == 0;

    /// <summary>What each feed gave.</summary>
    public IReadOnlyList<FeedReading> Feeds => Header.Feeds;

    /// <summary>Rows of lists of changes that wait for what they refer to.</summary>
    public IReadOnlyList<PendingRow> Pending => [.. Header.Pending.Where(row => !row.IsReleased)];

    /// <summary>The file that holds the plan: JSON lines, the header first. It holds personal data.</summary>
    public string Path { get; }

    internal PlanHeader Header { get; }

    /// <summary>A plan that was just written.</summary>
    internal static SyncPlan Of(PlanHeader header, string path) => new(header, path);

    /// <summary>Opens a plan file.</summary>
    /// <exception cref="PlanFileException">The file is no plan, is cut, or is of a newer format.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SyncPlan Load(string path)
    {
        using var lines = new JsonLines(path);
        try
        {
            if (lines.Read())
                return new SyncPlan(PlanHeaderJson.Read(lines.Line), path);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new PlanFileException($"{path} is no plan file: its first line cannot be read. Make the plan again.", exception);
        }
        throw new PlanFileException($"{path} is empty. Make the plan again.");
    }

    /// <summary>Copies the plan to a file of its own, for review and for applying later.</summary>
    public void Save(string path)
    {
        using var source = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        PrivateFile.Replace(path, target => source.CopyTo(target));
    }

    /// <summary>The changes, in the order of applying, read from the file one by one.</summary>
    /// <exception cref="PlanFileException">The file is damaged or cut.</exception>
    public IEnumerable<Change> ReadChanges()
    {
        var texts = new ChangeTexts();
        return ReadLines(PlanLine.Change, line =>
        {
            var reader = new Utf8JsonReader(line);
            reader.Read();
            return ChangeJson.Read(ref reader, line, texts);
        });
    }

    /// <summary>The issues, in the order they were found.</summary>
    /// <exception cref="PlanFileException">The file is damaged or cut.</exception>
    public IEnumerable<RecordIssue> ReadIssues() => ReadLines(PlanLine.Issue, line =>
    {
        var reader = new Utf8JsonReader(line);
        reader.Read();
        return IssueJson.Read(ref reader);
    });

    /// <summary>
    /// The causes of the issues, those that cost the most rows first: four thousand enrollments in one missing course are one cause.
    /// Each issue stands in <see cref="ReadIssues"/>.
    /// </summary>
    /// <exception cref="PlanFileException">The file is damaged or cut.</exception>
    public IReadOnlyList<IssueCause> ReadCauses()
    {
        var causes = new Dictionary<(string, RecordKind?, string?, IssueSeverity), IssueCause>();
        foreach (RecordIssue issue in ReadIssues())
        {
            if (!causes.TryGetValue(IssueCause.Key(issue), out IssueCause? cause))
                causes.Add(IssueCause.Key(issue), cause = new IssueCause(issue));
            cause.Rows += issue.Count;
        }
        return [.. causes.Values.OrderByDescending(cause => cause.First.Severity).ThenByDescending(cause => cause.Rows)];
    }

    /// <summary>The numbers: <c>user +12 ~40 -3 =9812</c>.</summary>
    public override string ToString() => Summary.ToString();

    internal IEnumerable<SettledRow> ReadSettled() => ReadLines(PlanLine.Settled, SettledJson.Read);

    private IEnumerable<T> ReadLines<T>(PlanLine wanted, Func<ReadOnlySpan<byte>, T> read)
    {
        using var lines = new JsonLines(Path);
        lines.Read();
        bool ended = false;
        while (lines.Read())
        {
            ReadOnlyMemory<byte> line = lines.Line;
            ended = line.Length > 0 && line.Span[0] == (byte)PlanLine.End;
            if (line.Length < 2 || line.Span[0] != (byte)wanted)
                continue;
            T item;
            try
            {
                item = read(line.Span[1..]);
            }
            catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException or ArgumentException)
            {
                throw new PlanFileException($"{Path} is damaged before byte {lines.Position}. Make the plan again.", exception);
            }
            yield return item;
        }
        if (!ended)
            throw new PlanFileException($"{Path} is cut: its end is missing. Make the plan again.");
    }
}
