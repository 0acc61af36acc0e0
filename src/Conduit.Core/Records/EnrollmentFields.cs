namespace Conduit.Records;

/// <summary>The fields of <see cref="EnrollmentRecord"/>.</summary>
public static class EnrollmentFields
{
    internal static readonly FieldCatalogue Catalogue = new(RecordKind.Enrollment);

    /// <summary>The course, by short name.</summary>
    public static RecordField Course { get; } = Catalogue.Add("course", traits: FieldTraits.Reference, maxLength: 255);

    /// <summary>The course, by the system of record's id.</summary>
    public static RecordField CourseIdNumber { get; } = Catalogue.Add("course_idnumber", traits: FieldTraits.Reference, maxLength: 100);

    /// <summary>The user, by login name.</summary>
    public static RecordField Username { get; } = Catalogue.Add("username", traits: FieldTraits.Reference | FieldTraits.Personal | FieldTraits.FoldsCase, maxLength: 100);

    /// <summary>The user, by the system of record's id.</summary>
    public static RecordField UserIdNumber { get; } = Catalogue.Add("user_idnumber", traits: FieldTraits.Reference | FieldTraits.Personal, maxLength: 255);

    /// <summary>The roles of the user in the course.</summary>
    public static RecordField Roles { get; } = Catalogue.Add("role", FieldType.Roles, FieldTraits.BlankKeeps);

    /// <summary>Whether the enrollment is active or suspended.</summary>
    public static RecordField Status { get; } = Catalogue.Add("status", FieldType.Status, FieldTraits.BlankKeeps);

    /// <summary>When the enrollment starts.</summary>
    public static RecordField TimeStart { get; } = Catalogue.Add("timestart", FieldType.Date);

    /// <summary>When the enrollment ends.</summary>
    public static RecordField TimeEnd { get; } = Catalogue.Add("timeend", FieldType.Date, FieldTraits.EndOfDay);
}
