namespace Conduit.Records;

/// <summary>The fields of <see cref="RoleAssignmentRecord"/>: all of them name what is tied together.</summary>
public static class RoleAssignmentFields
{
    internal static readonly FieldCatalogue Catalogue = new(RecordKind.RoleAssignment);

    /// <summary>The user, by login name.</summary>
    public static RecordField Username { get; } = Catalogue.Add("username", traits: FieldTraits.Reference | FieldTraits.Personal | FieldTraits.FoldsCase, maxLength: 100);

    /// <summary>The user, by the system of record's id.</summary>
    public static RecordField UserIdNumber { get; } = Catalogue.Add("user_idnumber", traits: FieldTraits.Reference | FieldTraits.Personal, maxLength: 255);

    /// <summary>The role, by short name.</summary>
    public static RecordField Role { get; } = Catalogue.Add("role", traits: FieldTraits.Reference, maxLength: 100);

    /// <summary>Where the role is held: <c>system</c>, <c>category</c>, <c>course</c> or <c>user</c>.</summary>
    public static RecordField Context { get; } = Catalogue.Add("context", traits: FieldTraits.Reference, maxLength: 20);

    /// <summary>Which category, course or user; blank for the system.</summary>
    public static RecordField Instance { get; } = Catalogue.Add("instance", traits: FieldTraits.Reference, maxLength: 255);
}
