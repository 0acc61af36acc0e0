namespace Conduit.Records;

/// <summary>The fields of <see cref="GroupRecord"/>.</summary>
public static class GroupFields
{
    internal static readonly FieldCatalogue Catalogue = new(RecordKind.Group);

    /// <summary>The course, by short name.</summary>
    public static RecordField Course { get; } = Catalogue.Add("course", traits: FieldTraits.Reference, maxLength: 255);

    /// <summary>The course, by the system of record's id.</summary>
    public static RecordField CourseIdNumber { get; } = Catalogue.Add("course_idnumber", traits: FieldTraits.Reference, maxLength: 100);

    /// <summary>The name, unique in its course.</summary>
    public static RecordField Name { get; } = Catalogue.Add("name", traits: FieldTraits.Reference, maxLength: 254);

    /// <summary>The id in the system of record.</summary>
    public static RecordField IdNumber { get; } = Catalogue.Add("idnumber", traits: FieldTraits.BlankKeeps, maxLength: 100);

    /// <summary>The description.</summary>
    public static RecordField Description { get; } = Catalogue.Add("description");
}
