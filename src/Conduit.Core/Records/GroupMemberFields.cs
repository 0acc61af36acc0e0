namespace Conduit.Records;

/// <summary>The fields of <see cref="GroupMemberRecord"/>: all of them name what is tied together.</summary>
public static class GroupMemberFields
{
    internal static readonly FieldCatalogue Catalogue = new(RecordKind.GroupMember);

    /// <summary>The course, by short name.</summary>
    public static RecordField Course { get; } = Catalogue.Add("course", traits: FieldTraits.Reference, maxLength: 255);

    /// <summary>The course, by the system of record's id.</summary>
    public static RecordField CourseIdNumber { get; } = Catalogue.Add("course_idnumber", traits: FieldTraits.Reference, maxLength: 100);

    /// <summary>The group, by name.</summary>
    public static RecordField Group { get; } = Catalogue.Add("group", traits: FieldTraits.Reference, maxLength: 254);

    /// <summary>The user, by login name.</summary>
    public static RecordField Username { get; } = Catalogue.Add("username", traits: FieldTraits.Reference | FieldTraits.Personal | FieldTraits.FoldsCase, maxLength: 100);

    /// <summary>The user, by the system of record's id.</summary>
    public static RecordField UserIdNumber { get; } = Catalogue.Add("user_idnumber", traits: FieldTraits.Reference | FieldTraits.Personal, maxLength: 255);
}
