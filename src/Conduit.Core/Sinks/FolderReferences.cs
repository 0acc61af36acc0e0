using Conduit.Csv;
using Conduit.Records;

namespace Conduit.Sinks;

/// <summary>
/// The ids by which a folder's own files refer to each other. A user's id is the username, a course's the short name, each with
/// <c>#</c> and the idnumber where there is none; a cohort's is the idnumber, else the name.
/// </summary>
internal sealed class FolderReferences(string folder)
{
    private readonly Dictionary<string, string>?[] _byOtherKey = new Dictionary<string, string>?[RecordKinds.InOrder.Length];

    public static string OfUser(string? username, string? id) => string.IsNullOrEmpty(username) ? "#" + id : username.ToLowerInvariant();

    public static string OfCourse(string? shortName, string? id) => string.IsNullOrEmpty(shortName) ? "#" + id : shortName;

    /// <summary>The id of a record that a row names by its idnumber, or of a cohort that it names by its name.</summary>
    public string ByOtherKey(RecordKind kind, string key)
    {
        Dictionary<string, string> map = _byOtherKey[(int)kind] ??= Load(kind);
        return map.GetValueOrDefault(key, kind == RecordKind.Cohort ? key : "#" + key);
    }

    /// <summary>Forgets what was read of a file that has been written.</summary>
    public void Forget(RecordKind kind) => _byOtherKey[(int)kind] = null;

    private Dictionary<string, string> Load(RecordKind kind)
    {
        (RecordField id, RecordField name) = kind switch
        {
            RecordKind.User => (UserFields.IdNumber, UserFields.Username),
            RecordKind.Course => (CourseFields.IdNumber, CourseFields.ShortName),
            _ => (CohortFields.IdNumber, CohortFields.Name),
        };
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        using FolderFile? file = FolderFile.Open(folder, kind);
        if (file is null)
            return map;
        (int idColumn, int nameColumn) = (file.Columns.Find(id), file.Columns.Find(name));
        while (file.TryRead(out CsvRow row))
        {
            string idText = FolderFile.Cell(row, idColumn);
            string nameText = FolderFile.Cell(row, nameColumn);
            if (kind == RecordKind.Cohort && nameText.Length > 0)
                map[nameText] = idText.Length > 0 ? idText : nameText;
            else if (kind != RecordKind.Cohort && idText.Length > 0)
                map[idText] = kind == RecordKind.User ? OfUser(nameText, idText) : OfCourse(nameText, idText);
        }
        return map;
    }
}
