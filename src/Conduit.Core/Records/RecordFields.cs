namespace Conduit.Records;

/// <summary>The fields of every kind.</summary>
public static class RecordFields
{
    /// <summary>How a custom profile field is named: this prefix and the field's short name.</summary>
    public const string CustomPrefix = "profile_field_";

    private static readonly FieldCatalogue[] Catalogues =
    [
        UserFields.Catalogue, CourseFields.Catalogue, EnrollmentFields.Catalogue, GroupFields.Catalogue,
        GroupMemberFields.Catalogue, CohortFields.Catalogue, CohortMemberFields.Catalogue, RoleAssignmentFields.Catalogue,
    ];

    /// <summary>All fields of a kind, by ordinal. Custom fields are not among them.</summary>
    public static IReadOnlyList<RecordField> Of(RecordKind kind) => Catalogues[(int)kind].Fields;

    /// <summary>The same as an array, which nobody may change.</summary>
    internal static RecordField[] ArrayOf(RecordKind kind) => Catalogues[(int)kind].Array;

    /// <summary>The field of a kind with this name, without regard to case; null when there is none.</summary>
    public static RecordField? Find(RecordKind kind, string name) => Catalogues[(int)kind].Find(name);

    /// <summary>The fields of a kind that have a trait, a bit for each ordinal.</summary>
    internal static ulong With(RecordKind kind, FieldTraits trait)
    {
        ulong bits = 0;
        foreach (RecordField field in Of(kind))
        {
            if (field.Is(trait))
                bits |= 1UL << field.Ordinal;
        }
        return bits;
    }

    /// <summary>Whether records of this kind can carry custom fields.</summary>
    public static bool AllowsCustom(RecordKind kind) => kind is RecordKind.User or RecordKind.Course;
}
