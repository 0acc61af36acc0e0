using System.Runtime.CompilerServices;
using Conduit.Csv;
using Conduit.Mapping;
using Conduit.Planning;
using Conduit.Records;

namespace Conduit.Sinks;

/// <summary>
/// A roster kept as CSV files in a folder (<c>users.csv</c>, <c>courses.csv</c>, <c>enrollments.csv</c> and so on): to rehearse a
/// sync, or to hand the result to an LMS that imports files. A batch makes a new file out of the old one and puts it in
/// place whole; batches of new records are appended, and an append that a crash cut off is taken away when the file is next
/// opened. So a file holds a batch or does not, and offering it again repairs what was cut off. Files filled by
/// hand are fine: columns are known by their headings, and what Conduit does not know is kept as it is.
/// </summary>
public sealed class CsvFolderSink : ILmsSink
{
    // Large enough that flushing to the disk costs little, small enough that no batch outlives the youngest generation for long.
    private const int LargestBatch = 10_000;

    private readonly string _folder;
    private readonly FolderReferences _references;
    private FolderTail? _tail;

    /// <summary>A roster in a folder, which is made when the first batch is applied.</summary>
    public CsvFolderSink(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        _folder = Path.GetFullPath(folder);
        _references = new FolderReferences(_folder);
    }

    /// <inheritdoc />
    public ValueTask<SinkCapabilities> DescribeAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(new SinkCapabilities(
        "CSV folder " + Path.GetFileName(_folder),
        new ByKind<KindCapabilities>(Describe)));

    /// <inheritdoc />
    public async IAsyncEnumerable<LmsItem> ReadAsync(LmsQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        await Task.CompletedTask.ConfigureAwait(false);
        using FolderFile? file = Open(query.Kind);
        if (file is null)
        {
            yield return LmsItem.End(LmsReading.Complete);
            yield break;
        }
        Dictionary<string, RecordKey>? wanted = query.Only?.ToDictionary(RowIdOf, l => l.Key, StringComparer.Ordinal);
        var rowId = new FolderRowId(query.Kind, file.Columns, _references);
        while (ReadNext(file, rowId, wanted) is { } record)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return LmsItem.Of(record);
        }
        yield return LmsItem.End(file.IsDamaged ? LmsReading.Cut : LmsReading.Complete);
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ChangeResult>> ApplyAsync(ChangeBatch batch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            PrivateFile.CreateFolder(_folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SinkUnavailableException($"The folder {_folder} cannot be made or written. Give the process write access, or name another folder.", exception);
        }
        IReadOnlyList<ChangeResult> results = Write(batch, cancellationToken);
        _references.Forget(batch.Kind);
        if (batch.Kind is RecordKind.User or RecordKind.Course)
            FollowNames(batch, results, cancellationToken);
        return ValueTask.FromResult(results);
    }

    private static KindCapabilities Describe(RecordKind kind)
    {
        var all = new FieldSet(kind, ulong.MaxValue >> (64 - RecordFields.Of(kind).Count));
        return new KindCapabilities
        {
            Actions = ActionSet.All,
            Fields = all,
            ReadableFields = all,
            StoresCustomFields = RecordFields.AllowsCustom(kind),
            BatchSize = LargestBatch,
        };
    }

    private static string RowIdOf(LmsLookup lookup) =>
        lookup.LmsId ?? FolderRowId.Of(lookup.Record, lookup.References);

    private FolderFile? Open(RecordKind kind)
    {
        try
        {
            return FolderFile.Open(_folder, kind);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SinkUnavailableException($"{FolderFile.PathOf(_folder, kind)} cannot be read. Give the process access to it.", exception);
        }
    }

    private static LmsRecord? ReadNext(FolderFile file, FolderRowId rowId, Dictionary<string, RecordKey>? wanted)
    {
        while (file.Map is { } map && file.TryRead(out CsvRow row))
        {
            if (row.IsDamaged)
                continue;
            string id = rowId.Of(row).ToString();
            RecordKey answers = default;
            if (wanted is not null && !wanted.TryGetValue(id, out answers))
                continue;
            MappedRow mapped = map.Map(row, "");
            if (!mapped.IsRejected)
                return new LmsRecord(mapped.Record, id) { AnswerTo = wanted is null ? null : answers };
        }
        return null;
    }

    // A tail that anything went wrong with is not used again.
    private IReadOnlyList<ChangeResult> Write(ChangeBatch batch, CancellationToken cancellationToken)
    {
        FolderTail? tail = _tail?.Kind == batch.Kind ? _tail : null;
        _tail = null;
        if (tail?.TryAppend(batch.Changes) is { } appended)
        {
            _tail = tail;
            return appended;
        }
        var rewrite = new FolderRewrite(_folder, batch.Kind, _references);
        IReadOnlyList<ChangeResult> results = rewrite.Apply(batch.Changes, cancellationToken);
        _tail = rewrite.Tail;
        return results;
    }

    private void FollowNames(ChangeBatch batch, IReadOnlyList<ChangeResult> results, CancellationToken cancellationToken)
    {
        if (batch.Changes.All(c => c.Before is null))
            return;
        HashSet<ChangeId> applied = [.. results.Where(r => r.Outcome == ChangeOutcome.Applied).Select(r => r.Id)];
        var cascade = new FolderCascade(_folder, batch.Kind);
        foreach (Change change in batch.Changes.Where(c => applied.Contains(c.Id)))
            cascade.Add(change);
        cascade.Run(cancellationToken);
    }
}
