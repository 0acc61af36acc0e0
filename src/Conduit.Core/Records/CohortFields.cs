namespace Conduit.Records;

/// <summary>The fields of <see cref="CohortRecord"/>.</summary>
public static class CohortFields
{
    internal static readonly FieldCatalogue Catalogue = new(RecordKind.Cohort);

    /// <summary>The id in the system of record.</summary>
    public static RecordField IdNumber { get; } = Catalogue.Add("idnumber", traits: FieldTraits.BlankKeeps, maxLength: 100);

    /// <summary>The name.</summary>
    public static RecordField Name { get; } = Catalogue.Add("name", traits: FieldTraits.BlankKeeps, maxLength: 254);

    /// <summary>The description.</summary>
    public static RecordField Description { get; } = Catalogue.Add("description");

    /// <summary>Whether teachers see the cohort.</summary>
    public static RecordField Visible { get; } = Catalogue.Add("visible", FieldType.Flag, FieldTraits.BlankKeeps);
}
