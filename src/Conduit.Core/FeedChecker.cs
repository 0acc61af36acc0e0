using Conduit.Csv;
using Conduit.Mapping;
using Conduit.Records;
using Conduit.Sources;
using Conduit.Validation;

namespace Conduit;

/// <summary>Explains one feed; see <see cref="MappingCheck"/>.</summary>
internal sealed class FeedChecker(CsvFeedFiles files, int samples, bool redact)
{
    private readonly Dictionary<(string Code, string? Field, string? File), RecordIssue> _issues = [];
    private readonly List<FieldCheck> _fields = [];
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly List<string> _headings = [];
    private long _rows;
    private long _skipped;
    private long _rejected;

    public async ValueTask<FeedCheck> RunAsync(CancellationToken cancellationToken)
    {
        foreach (RecordIssue issue in files.Description.Issues)
            Add(issue);
        foreach (CsvFeedFile file in files.Files.Where(file => file.Map is not null))
            await WalkAsync(file, file.Map!, cancellationToken).ConfigureAwait(false);
        return new FeedCheck(files.Feed.Name, files.Feed.File, files.Feed.Map.Kind)
        {
            IsUsable = files.Description.IsPresent && files.Files.All(file => file.Map is not null),
            Rows = _rows,
            Skipped = _skipped,
            Rejected = _rejected,
            Fields = _fields,
            UnusedColumns = [.. _headings.Where(heading => !_used.Contains(heading)).Distinct(StringComparer.Ordinal)],
            Issues = [.. _issues.Values.OrderByDescending(issue => issue.Severity)],
        };
    }

    private async ValueTask WalkAsync(CsvFeedFile file, BoundMap map, CancellationToken cancellationToken)
    {
        using CsvReader reader = CsvReader.OpenFile(file.Path, files.Feed.Dialect);
        bool more = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        List<FieldSample>[] shown = Describe(map, reader.Header.Names);
        for (; more; more = await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            while (reader.TryRead(out CsvRow row))
                Look(row, map, file.Name, shown);
        }
        if (reader.HasUnclosedQuote)
            Add(new RecordIssue(IssueSeverity.Error, IssueCodes.FeedCut, "The file breaks off: a quote never closes; export it again.") { Location = new SourceLocation(file.Name, reader.LineNumber) });
    }

    /// <summary>Tells which columns feed which field, once for all files that have the same columns.</summary>
    private List<FieldSample>[] Describe(BoundMap map, IReadOnlyList<string> headings)
    {
        var shown = new List<FieldSample>[map.Fields.Count];
        _headings.AddRange(headings.Where(heading => !string.IsNullOrWhiteSpace(heading)));
        foreach (int column in map.Columns)
            _used.Add(headings[column]);
        bool isFirst = _fields.Count == 0;
        for (int i = 0; i < map.Fields.Count; i++)
        {
            BoundField field = map.Fields[i];
            shown[i] = [];
            IEnumerable<int> columns = field.Parts.Where(part => part.Text is null).Select(part => part.Column).Concat(field.Cells.Values);
            FieldMap entry = field.Map;
            if (isFirst)
            {
                _fields.Add(new FieldCheck(field.Target.Name, [.. columns.Distinct().Select(column => headings[column])], entry.Expression.FixedText ?? entry.Expression.ToString())
                {
                    When = entry.When?.ToString(),
                    Samples = shown[i],
                });
            }
        }
        return shown;
    }

    private void Look(in CsvRow row, BoundMap map, string file, List<FieldSample>[] shown)
    {
        if (map.Filter?.Takes(row) is false)
        {
            _skipped++;
            return;
        }
        _rows++;
        MappedRow mapped = map.Map(row, file);
        RosterRecord record = mapped.BaseName is { } baseName ? mapped.Record.With(UserFields.Username, FieldValue.Of(baseName)) : mapped.Record;
        CheckedRecord judged = RecordRules.Default.Check(record, isNew: !mapped.Removes);
        var place = new SourceLocation(file, row.Line);
        foreach (RecordIssue issue in mapped.Issues.Concat(mapped.IsRejected || mapped.Removes ? [] : judged.Issues))
            Add(issue with { Location = issue.Location ?? place });
        if (mapped.IsRejected || (!mapped.Removes && judged.IsRejected))
            _rejected++;
        if (_rows > samples || row.IsDamaged)
            return;
        for (int i = 0; i < map.Fields.Count; i++)
        {
            if (FieldTrace.Follow(row, map.Fields[i], files.Feed.Map) is { } trace)
                shown[i].Add(new FieldSample(place, [.. trace.Steps.Select(step => new SampleStep(step.Word, Show(step.Value)))], Show(trace.Value), trace.Failure));
        }
    }

    /// <summary>The same thing is told once, with how often it happened.</summary>
    private void Add(RecordIssue issue)
    {
        (string, string?, string?) cause = (issue.Code, issue.Field, issue.Location?.File);
        _issues[cause] = _issues.TryGetValue(cause, out RecordIssue? known)
            ? known with { Count = known.Count + issue.Count }
            : issue with { Value = Show(issue.Value) };
    }

    private string? Show(string? value) => value is null || !redact
        ? value
        : string.Concat(value.Select(c => char.IsDigit(c) ? '9' : char.IsUpper(c) ? 'X' : char.IsLetter(c) ? 'x' : c));
}
