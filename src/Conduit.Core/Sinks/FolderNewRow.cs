using Conduit.Planning;
using Conduit.Records;
using CsvHelper;

namespace Conduit.Sinks;

/// <summary>How a record that is not in a folder's file yet becomes a row of it.</summary>
internal sealed class FolderNewRow(RecordKind kind)
{
    private readonly List<string> _cells = [];

    /// <summary>Makes the columns that a change needs.</summary>
    public static void AddColumns(FolderColumns columns, Change change)
    {
        foreach (string name in NamesOf(change))
            columns.FindOrAdd(name);
    }

    /// <summary>Writes the row of a create.</summary>
    public void Write(Change change, FolderColumns columns, CsvWriter writer)
    {
        _cells.Clear();
        columns.Write(change.After!, _cells);
        foreach (RecordReference reference in change.References)
            WriteReference(reference, columns);
        Write(_cells, columns, writer);
    }

    /// <summary>Writes cells, and empty ones to the last column.</summary>
    public static void Write(List<string> cells, FolderColumns columns, CsvWriter writer)
    {
        for (int i = 0; i < columns.Count; i++)
            writer.WriteField(i < cells.Count ? cells[i] : "");
        writer.EndRecord();
    }

    private static IEnumerable<string> NamesOf(Change change)
    {
        if (change.After is null)
            yield break;
        if (change.Action != ChangeAction.Create)
        {
            foreach (string name in change.ChangedFields)
                yield return name;
            yield break;
        }
        foreach (RecordField field in change.After.Stated)
            yield return field.Name;
        foreach ((string name, _) in change.After.Custom)
            yield return RecordFields.CustomPrefix + name;
        foreach (RecordReference reference in change.References)
        {
            if (ColumnOf(reference) is { } name)
                yield return name;
        }
    }

    // What ties others together names them by the names that an LMS imports: username and short name.
    private static string? ColumnOf(RecordReference reference) => (reference.Key.Kind, reference.LmsId is ['#', ..]) switch
    {
        (RecordKind.User, false) => "username",
        (RecordKind.User, true) => "user_idnumber",
        (RecordKind.Course, false) => "course",
        (RecordKind.Course, true) => "course_idnumber",
        (RecordKind.Group, _) => "course",
        (RecordKind.Cohort, _) => "cohort",
        _ => null,
    };

    private void WriteReference(RecordReference reference, FolderColumns columns)
    {
        // A role's second reference is its instance, which the record states itself.
        if (kind == RecordKind.RoleAssignment && reference.Key.Kind == RecordKind.Course || ColumnOf(reference) is not { } name)
            return;
        int column = columns.FindOrAdd(name);
        while (_cells.Count <= column)
            _cells.Add("");
        string id = reference.Key.Kind == RecordKind.Group ? reference.LmsId!.Split('\u001F')[0] : reference.LmsId!;
        if (_cells[column].Length == 0)
            _cells[column] = id.TrimStart('#');
    }
}
