using Conduit.Records;

namespace Conduit.Mapping;

/// <summary>Which fields identify a record or what it ties together, and which of them a row cannot do without.</summary>
internal static class KeyFields
{
    /// <summary>Each entry must be stated, by any one of its fields.</summary>
    private static readonly RecordField[][][] NeededByKind =
    [
        [[UserFields.IdNumber, UserFields.Username]],
        [[CourseFields.IdNumber, CourseFields.ShortName]],
        [
            [EnrollmentFields.Course, EnrollmentFields.CourseIdNumber],
            [EnrollmentFields.Username, EnrollmentFields.UserIdNumber],
        ],
        [[GroupFields.Course, GroupFields.CourseIdNumber], [GroupFields.Name]],
        [
            [GroupMemberFields.Course, GroupMemberFields.CourseIdNumber],
            [GroupMemberFields.Group],
            [GroupMemberFields.Username, GroupMemberFields.UserIdNumber],
        ],
        [[CohortFields.IdNumber, CohortFields.Name]],
        [[CohortMemberFields.Cohort], [CohortMemberFields.Username, CohortMemberFields.UserIdNumber]],
        [
            [RoleAssignmentFields.Username, RoleAssignmentFields.UserIdNumber],
            [RoleAssignmentFields.Role],
            [RoleAssignmentFields.Context],
        ],
    ];

    /// <summary>What a row of a kind needs; of each entry one field is enough.</summary>
    public static RecordField[][] Needed(RecordKind kind) => NeededByKind[(int)kind];

    /// <summary>Whether the field identifies its record or one that it refers to. An error in it rejects the row; a blank never erases it.</summary>
    public static bool IsKey(RecordField field) =>
        field.Is(FieldTraits.Reference) || Array.Exists(NeededByKind[(int)field.Kind], any => any.Contains(field));

    /// <summary>The needed entries that a set of fields leaves open, as text: <c>username or idnumber</c>; null when none is.</summary>
    public static string? Missing(RecordKind kind, Func<RecordField, bool> has)
    {
        List<string>? open = null;
        foreach (RecordField[] any in NeededByKind[(int)kind])
        {
            if (!Array.Exists(any, field => has(field)))
                (open ??= []).Add(string.Join(" or ", any.Select(field => field.Name)));
        }
        return open is null ? null : string.Join(", and ", open);
    }

    /// <summary>The needed entries for which a record holds no value; null when it has all.</summary>
    public static string? MissingIn(RosterRecord record) => Missing(record.Kind, field => !record[field].IsEmpty);
}
