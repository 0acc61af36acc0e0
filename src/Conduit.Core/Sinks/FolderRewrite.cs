using Conduit.Planning;
using Conduit.Records;
using CsvHelper;
using CsvRow = Conduit.Csv.CsvRow;

namespace Conduit.Sinks;

/// <summary>Old file and batch make the new file, which takes the old one's place in one step.</summary>
internal sealed class FolderRewrite(string folder, RecordKind kind, FolderReferences references)
{
    private readonly List<ChangeResult> _results = [];
    private readonly FolderNewRow _newRow = new(kind);
    private FolderTail? _tail;

    /// <summary>What new records may be appended to afterwards; null when more than new records came, for then more will.</summary>
    public FolderTail? Tail => _tail;

    public static CsvWriter Writer(Stream stream, char separator) =>
        CsvWriter.Create(stream, new CsvWriterOptions { Separator = separator, NewLine = "\n", ValidateFieldCount = false }, leaveOpen: true);

    public IReadOnlyList<ChangeResult> Apply(IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        using FolderFile? old = FolderFile.Open(folder, kind);
        FolderColumns columns = old?.Columns ?? new FolderColumns(kind, DefaultHeadings());
        foreach (Change change in changes)
            FolderNewRow.AddColumns(columns, change);

        // By the id that the row has now, and for creates by the one that it will have: so a batch can be offered again.
        var byId = new Dictionary<string, Change>(changes.Count, StringComparer.Ordinal);
        foreach (Change change in changes)
            byId[RowIdBefore(change)] = change;
        Dictionary<string, Change> renamed = changes.Where(c => c.After is not null && RowIdBefore(c) != RowIdAfter(c))
            .ToDictionary(RowIdAfter, c => c, StringComparer.Ordinal);
        char separator = old?.Separator ?? ',';
        string path = FolderFile.PathOf(folder, kind);
        if (changes.All(c => c.Action == ChangeAction.Create))
            _tail = new FolderTail(path, kind, new FolderColumns(kind, columns.Names), separator);
        PrivateFile.Replace(path, stream =>
        {
            using CsvWriter writer = Writer(stream, separator);
            foreach (string heading in columns.Names)
                writer.WriteField(heading);
            writer.EndRecord();
            if (old is not null)
                CopyRows(old, columns, byId, renamed, stream, writer, cancellationToken);
            foreach (Change change in changes)
            {
                if (byId.ContainsKey(RowIdBefore(change)))
                    Append(change, columns, writer);
            }
            writer.Flush();
        });
        if (old is { IsDamaged: true })
            _tail = null;
        _tail?.Stamp();
        return _results;
    }

    private static string RowIdBefore(Change change)
    {
        if (change.Action == ChangeAction.Create || change.References.Count > 0 && change.References.All(r => !string.IsNullOrEmpty(r.LmsId)))
            return FolderRowId.Of((change.Before ?? change.After)!, change.References);
        return change.LmsId!;
    }

    private static string RowIdAfter(Change change) => FolderRowId.Of(change.After!, change.References);

    private void CopyRows(
        FolderFile old, FolderColumns columns, Dictionary<string, Change> byId, Dictionary<string, Change> renamed, FileStream stream, CsvWriter writer, CancellationToken cancellationToken)
    {
        writer.Flush();
        bool isPending = false;
        var rowId = new FolderRowId(kind, columns, references);
        Dictionary<string, Change>.AlternateLookup<ReadOnlySpan<char>> find = byId.GetAlternateLookup<ReadOnlySpan<char>>();
        Dictionary<string, Change>.AlternateLookup<ReadOnlySpan<char>> findRenamed = renamed.GetAlternateLookup<ReadOnlySpan<char>>();
        var cells = new List<string>();
        while (old.TryRead(out CsvRow row))
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<char> id = rowId.Of(row);
            _tail?.Add(id);
            // A row that has its new name already is one that was offered before.
            if (row.IsDamaged || !find.TryGetValue(id, out Change? change) && (renamed.Count == 0 || !findRenamed.TryGetValue(id, out change)))
            {
                if (row.IsDamaged || columns.Count != columns.Original)
                {
                    Copy(row, columns, writer);
                    isPending = true;
                    continue;
                }
                // What nothing is to happen to goes over as it stands.
                if (isPending)
                    writer.Flush();
                isPending = false;
                stream.Write(row.Raw);
                stream.WriteByte((byte)'\n');
                continue;
            }
            isPending = true;
            byId.Remove(RowIdBefore(change));
            if (change.Action == ChangeAction.Delete)
            {
                _results.Add(ChangeResult.Applied(change.Id, change.LmsId!));
                continue;
            }
            if (change.Action == ChangeAction.Create && IsSomebodyElse(row, columns, change))
            {
                Copy(row, columns, writer);
                _results.Add(ChangeResult.Refused(change.Id, "name-taken", "Another record in the folder has this name. Rename one of them."));
                continue;
            }
            cells.Clear();
            for (int i = 0; i < row.FieldCount; i++)
                cells.Add(row[i].ToString());
            if (change.Action == ChangeAction.Create)
                columns.Write(change.After!, cells);
            else
                columns.Write(change, change.ChangedFields, cells);
            FolderNewRow.Write(cells, columns, writer);
            _results.Add(ChangeResult.Applied(change.Id, RowIdAfter(change)));
        }
    }

    private void Append(Change change, FolderColumns columns, CsvWriter writer)
    {
        if (change.Action == ChangeAction.Delete)
        {
            _results.Add(ChangeResult.Applied(change.Id, change.LmsId!));
            return;
        }
        if (change.Action != ChangeAction.Create)
        {
            _results.Add(ChangeResult.Refused(change.Id, "record-missing", "The record is no longer in the folder. Read the LMS again."));
            return;
        }
        _newRow.Write(change, columns, writer);
        _tail?.Add(RowIdAfter(change));
        _results.Add(ChangeResult.Applied(change.Id, RowIdAfter(change)));
    }

    private static bool IsSomebodyElse(in CsvRow row, FolderColumns columns, Change change)
    {
        RecordField? id = change.Kind switch
        {
            RecordKind.User => UserFields.IdNumber,
            RecordKind.Course => CourseFields.IdNumber,
            _ => null,
        };
        if (id is null)
            return false;
        string there = FolderFile.Cell(row, columns.Find(id)).Trim();
        return there.Length > 0 && there != change.After![id].ToString();
    }

    private static void Copy(in CsvRow row, FolderColumns columns, CsvWriter writer)
    {
        for (int i = 0; i < row.FieldCount; i++)
            writer.WriteField(row[i].Utf8);
        for (int i = columns.Original; i < columns.Count && !row.IsDamaged; i++)
            writer.WriteField(ReadOnlySpan<byte>.Empty);
        writer.EndRecord();
    }

    private IEnumerable<string> DefaultHeadings() => (kind switch
    {
        RecordKind.User => (RecordField[])[UserFields.Username, UserFields.IdNumber, UserFields.FirstName, UserFields.LastName, UserFields.Email, UserFields.Suspended],
        RecordKind.Course => [CourseFields.ShortName, CourseFields.IdNumber, CourseFields.FullName, CourseFields.Category, CourseFields.Visible],
        RecordKind.Enrollment => [EnrollmentFields.Course, EnrollmentFields.Username, EnrollmentFields.Roles, EnrollmentFields.Status],
        RecordKind.Group => [GroupFields.Course, GroupFields.Name],
        RecordKind.GroupMember => [GroupMemberFields.Course, GroupMemberFields.Group, GroupMemberFields.Username],
        RecordKind.Cohort => [CohortFields.IdNumber, CohortFields.Name],
        RecordKind.CohortMember => [CohortMemberFields.Cohort, CohortMemberFields.Username],
        _ => [RoleAssignmentFields.Username, RoleAssignmentFields.Role, RoleAssignmentFields.Context, RoleAssignmentFields.Instance],
    }).Select(f => f.Name);
}
