using Conduit.Records;

namespace Conduit.Reconciliation;

/// <summary>Counts rows that say again what another row says; they are told as one note for each file.</summary>
internal sealed class RepeatedRows(PlanContext context, RecordKind kind)
{
    // Made when the first row repeats, for most rosters repeat none.
    private SortedDictionary<string, (long Count, SourceLocation First, SourceLocation? Other)>? _files;

    public void Add(string file, long line, SourceLocation? other = null)
    {
        _files ??= new SortedDictionary<string, (long Count, SourceLocation First, SourceLocation? Other)>(StringComparer.Ordinal);
        (long count, SourceLocation first, SourceLocation? firstOther) = _files.GetValueOrDefault(file);
        _files[file] = count == 0 ? (1, new SourceLocation(file, line), other) : (count + 1, first, firstOther);
    }

    public void Tell()
    {
        if (_files is null)
            return;
        foreach ((long count, SourceLocation first, SourceLocation? other) in _files.Values)
        {
            context.Add(new RecordIssue(IssueSeverity.Note, IssueCodes.DuplicateRow, $"Rows repeat what another row of the same {kind.Name()} says; each counts once. Nothing is to be done.")
            {
                Kind = kind,
                Location = first,
                Other = other,
                Count = count,
            });
        }
    }
}
