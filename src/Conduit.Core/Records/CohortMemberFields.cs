namespace Conduit.Records;

/// <summary>The fields of <see cref="CohortMemberRecord"/>: all of them name what is tied together.</summary>
public static class CohortMemberFields
{
    internal static readonly FieldCatalogue Catalogue = new(RecordKind.CohortMember);

    /// <summary>The cohort, by id number or name.</summary>
    public static RecordField Cohort { get; } = Catalogue.Add("cohort", traits: FieldTraits.Reference, maxLength: 254);

    /// <summary>The user, by login name.</summary>
    public static RecordField Username { get; } = Catalogue.Add("username", traits: FieldTraits.Reference | FieldTraits.Personal | FieldTraits.FoldsCase, maxLength: 100);

    /// <summary>The user, by the system of record's id.</summary>
    public static RecordField UserIdNumber { get; } = Catalogue.Add("user_idnumber", traits: FieldTraits.Reference | FieldTraits.Personal, maxLength: 255);
}
