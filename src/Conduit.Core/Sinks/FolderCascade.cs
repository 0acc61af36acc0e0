using Conduit.Planning;
using Conduit.Records;
using CsvHelper;
using CsvRow = Conduit.Csv.CsvRow;

namespace Conduit.Sinks;

/// <summary>When a user or course gets another name or idnumber, the files that refer to it follow, as an LMS's own tables would.</summary>
internal sealed class FolderCascade(string folder, RecordKind renamed)
{
    private readonly Dictionary<string, string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);

    public void Add(Change change)
    {
        if (change.Before is null || change.After is null)
            return;
        (RecordField name, RecordField id) = renamed == RecordKind.User ? (UserFields.Username, UserFields.IdNumber) : (CourseFields.ShortName, CourseFields.IdNumber);
        Add(_names, change.Before[name], change.After[name]);
        Add(_ids, change.Before[id], change.After[id]);
    }

    public void Run(CancellationToken cancellationToken)
    {
        if (_names.Count == 0 && _ids.Count == 0)
            return;
        foreach (RecordKind kind in RecordKinds.InOrder.Where(k => k is not (RecordKind.User or RecordKind.Course or RecordKind.Cohort)))
            Rewrite(kind, cancellationToken);
    }

    private static void Add(Dictionary<string, string> map, FieldValue before, FieldValue after)
    {
        if (before.AsText() is { } old && after.AsText() is { } now && old != now)
            map[old] = now;
    }

    private void Rewrite(RecordKind kind, CancellationToken cancellationToken)
    {
        using FolderFile? old = FolderFile.Open(folder, kind);
        if (old is null)
            return;
        (string nameField, string idField) = renamed == RecordKind.User ? ("username", "user_idnumber") : ("course", "course_idnumber");
        int nameColumn = Column(kind, nameField, old);
        int idColumn = Column(kind, idField, old);
        int contextColumn = kind == RecordKind.RoleAssignment ? old.Columns.Find(RoleAssignmentFields.Context) : -1;
        int instanceColumn = kind == RecordKind.RoleAssignment ? old.Columns.Find(RoleAssignmentFields.Instance) : -1;
        if (nameColumn < 0 && idColumn < 0 && instanceColumn < 0)
            return;
        PrivateFile.Replace(FolderFile.PathOf(folder, kind), stream =>
        {
            using CsvWriter writer = CsvWriter.Create(stream, new CsvWriterOptions { Separator = old.Separator, NewLine = "\n", ValidateFieldCount = false }, leaveOpen: true);
            foreach (string heading in old.Columns.Names)
                writer.WriteField(heading);
            writer.EndRecord();
            while (old.TryRead(out CsvRow row))
            {
                cancellationToken.ThrowIfCancellationRequested();
                bool isInstance = string.Equals(FolderFile.Cell(row, contextColumn), renamed.Name(), StringComparison.OrdinalIgnoreCase);
                for (int i = 0; i < row.FieldCount; i++)
                {
                    string cell = row[i].ToString();
                    if (i == nameColumn)
                        cell = _names.GetValueOrDefault(cell, cell);
                    else if (i == idColumn)
                        cell = _ids.GetValueOrDefault(cell, cell);
                    else if (i == instanceColumn && isInstance)
                        cell = _ids.GetValueOrDefault(cell, _names.GetValueOrDefault(cell, cell));
                    writer.WriteField(cell);
                }
                writer.EndRecord();
            }
            writer.Flush();
        });
    }

    private static int Column(RecordKind kind, string field, FolderFile file) => RecordFields.Find(kind, field) is { } of ? file.Columns.Find(of) : -1;
}
