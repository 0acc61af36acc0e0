using System.Text;
using Conduit.Csv;
using Conduit.Planning;
using Conduit.Records;

namespace Conduit.Sinks;

/// <summary>
/// The id of a row of a folder's file: for users, courses and cohorts their own, for everything else the ids of what it ties
/// together. Built in one buffer, for a million rows are asked for theirs at every batch.
/// </summary>
internal sealed class FolderRowId
{
    private const char Separator = '\u001F';
    private const string SeparatorText = "\u001F";

    private readonly RecordKind _kind;
    private readonly FolderReferences _references;
    private readonly int[] _columns;
    private char[] _buffer = new char[512];
    private int _length;

    public FolderRowId(RecordKind kind, FolderColumns columns, FolderReferences references)
    {
        _kind = kind;
        _references = references;
        RecordField[] fields = kind switch
        {
            RecordKind.User => [UserFields.Username, UserFields.IdNumber],
            RecordKind.Course => [CourseFields.ShortName, CourseFields.IdNumber],
            RecordKind.Cohort => [CohortFields.IdNumber, CohortFields.Name],
            RecordKind.Enrollment => [EnrollmentFields.Course, EnrollmentFields.CourseIdNumber, EnrollmentFields.Username, EnrollmentFields.UserIdNumber],
            RecordKind.Group => [GroupFields.Course, GroupFields.CourseIdNumber, GroupFields.Name],
            RecordKind.GroupMember => [GroupMemberFields.Course, GroupMemberFields.CourseIdNumber, GroupMemberFields.Group, GroupMemberFields.Username, GroupMemberFields.UserIdNumber],
            RecordKind.CohortMember => [CohortMemberFields.Cohort, CohortMemberFields.Username, CohortMemberFields.UserIdNumber],
            _ => [RoleAssignmentFields.Username, RoleAssignmentFields.UserIdNumber, RoleAssignmentFields.Role, RoleAssignmentFields.Context, RoleAssignmentFields.Instance],
        };
        _columns = [.. fields.Select(columns.Find)];
    }

    /// <summary>The id of a row; valid until the next one is asked for.</summary>
    public ReadOnlySpan<char> Of(in CsvRow row)
    {
        _length = 0;
        switch (_kind)
        {
            case RecordKind.User:
                Name(row, 0, 1, RecordKind.User);
                break;
            case RecordKind.Course:
                Name(row, 0, 1, RecordKind.Course);
                break;
            case RecordKind.Cohort:
                if (!Text(row, 0))
                    Text(row, 1);
                break;
            case RecordKind.Enrollment:
                Reference(row, 0, 1, RecordKind.Course);
                Add(Separator);
                Reference(row, 2, 3, RecordKind.User);
                break;
            case RecordKind.Group:
                Reference(row, 0, 1, RecordKind.Course);
                Add(Separator);
                Text(row, 2);
                break;
            case RecordKind.GroupMember:
                Reference(row, 0, 1, RecordKind.Course);
                Add(Separator);
                Text(row, 2);
                Add(Separator);
                Reference(row, 3, 4, RecordKind.User);
                break;
            case RecordKind.CohortMember:
                Add(_references.ByOtherKey(RecordKind.Cohort, FolderFile.Cell(row, _columns[0]).Trim()));
                Add(Separator);
                Reference(row, 1, 2, RecordKind.User);
                break;
            default:
                Reference(row, 0, 1, RecordKind.User);
                Add(Separator);
                Text(row, 2);
                Add(Separator);
                int context = _length;
                if (!Text(row, 3, fold: true))
                    Add("system");
                Instance(row, _buffer.AsSpan(context, _length - context).ToString());
                break;
        }
        return _buffer.AsSpan(0, _length);
    }

    /// <summary>The id of a record that is not in the file yet.</summary>
    public static string Of(RosterRecord record, IReadOnlyList<RecordReference> references) => record switch
    {
        UserRecord user => FolderReferences.OfUser(user.Username, user.IdNumber),
        CourseRecord course => FolderReferences.OfCourse(course.ShortName, course.IdNumber),
        CohortRecord cohort => cohort.IdNumber ?? cohort.Name ?? "",
        GroupRecord group => string.Concat(references[0].LmsId, SeparatorText, group.Name),
        RoleAssignmentRecord role => string.Join(Separator, references[0].LmsId, role.Role, role.Context?.ToLowerInvariant() ?? "system", references.Count > 1 ? references[1].LmsId : role.Instance),
        _ => string.Concat(references[0].LmsId, SeparatorText, references[1].LmsId),
    };

    private void Instance(in CsvRow row, string context)
    {
        Add(Separator);
        string instance = FolderFile.Cell(row, _columns[4]).Trim();
        if (context is not ("course" or "user"))
        {
            Add(instance);
            return;
        }
        string byId = _references.ByOtherKey(context == "course" ? RecordKind.Course : RecordKind.User, instance);
        Add(byId == "#" + instance ? context == "user" ? instance.ToLowerInvariant() : instance : byId);
    }

    private void Name(in CsvRow row, int name, int id, RecordKind kind)
    {
        if (Text(row, name, fold: kind == RecordKind.User))
            return;
        Add('#');
        Text(row, id);
    }

    private void Reference(in CsvRow row, int name, int id, RecordKind kind)
    {
        if (!Text(row, name, fold: kind == RecordKind.User))
            Add(_references.ByOtherKey(kind, FolderFile.Cell(row, _columns[id]).Trim()));
    }

    private bool Text(in CsvRow row, int part, bool fold = false)
    {
        int column = _columns[part];
        if (column < 0 || column >= row.FieldCount)
            return false;
        ReadOnlySpan<byte> utf8 = row[column].Utf8.Trim((byte)' ');
        if (utf8.IsEmpty)
            return false;
        Reserve(utf8.Length);
        int written = Encoding.UTF8.GetChars(utf8, _buffer.AsSpan(_length));
        if (fold)
        {
            Span<char> text = _buffer.AsSpan(_length, written);
            for (int i = 0; i < text.Length; i++)
                text[i] = char.ToLowerInvariant(text[i]);
        }
        _length += written;
        return true;
    }

    private void Add(string text)
    {
        Reserve(text.Length);
        text.CopyTo(_buffer.AsSpan(_length));
        _length += text.Length;
    }

    private void Add(char character)
    {
        Reserve(1);
        _buffer[_length++] = character;
    }

    private void Reserve(int length)
    {
        if (_buffer.Length - _length < length)
            Array.Resize(ref _buffer, (_length + length) * 2);
    }
}
