namespace Conduit.Records;

/// <summary>The fields of <see cref="CourseRecord"/>.</summary>
public static class CourseFields
{
    internal static readonly FieldCatalogue Catalogue = new(RecordKind.Course);

    /// <summary>The short name, unique in the LMS.</summary>
    public static RecordField ShortName { get; } = Catalogue.Add("shortname", traits: FieldTraits.BlankKeeps, maxLength: 255);

    /// <summary>The id in the system of record.</summary>
    public static RecordField IdNumber { get; } = Catalogue.Add("idnumber", traits: FieldTraits.BlankKeeps, maxLength: 100);

    /// <summary>The full title.</summary>
    public static RecordField FullName { get; } = Catalogue.Add("fullname", traits: FieldTraits.BlankKeeps, maxLength: 254);

    /// <summary>The category: a name, an id or a path with <c>/</c>.</summary>
    public static RecordField Category { get; } = Catalogue.Add("category", traits: FieldTraits.BlankKeeps);

    /// <summary>The description.</summary>
    public static RecordField Summary { get; } = Catalogue.Add("summary");

    /// <summary>The course format, <c>topics</c> or <c>weeks</c>.</summary>
    public static RecordField Format { get; } = Catalogue.Add("format", traits: FieldTraits.BlankKeeps, maxLength: 21);

    /// <summary>Whether learners see the course.</summary>
    public static RecordField Visible { get; } = Catalogue.Add("visible", FieldType.Flag, FieldTraits.BlankKeeps);

    /// <summary>When the course starts.</summary>
    public static RecordField StartDate { get; } = Catalogue.Add("startdate", FieldType.Date);

    /// <summary>When the course ends.</summary>
    public static RecordField EndDate { get; } = Catalogue.Add("enddate", FieldType.Date, FieldTraits.EndOfDay);

    /// <summary>The short name of the course that a new shell is copied from.</summary>
    public static RecordField Template { get; } = Catalogue.Add("template", maxLength: 255);

    /// <summary>A language forced on the course.</summary>
    public static RecordField Language { get; } = Catalogue.Add("lang", maxLength: 30);
}
