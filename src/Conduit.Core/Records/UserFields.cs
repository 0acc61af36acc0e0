namespace Conduit.Records;

/// <summary>The fields of <see cref="UserRecord"/>.</summary>
public static class UserFields
{
    internal static readonly FieldCatalogue Catalogue = new(RecordKind.User);

    /// <summary>The login name; case does not matter.</summary>
    public static RecordField Username { get; } = Catalogue.Add("username", traits: FieldTraits.Personal | FieldTraits.BlankKeeps | FieldTraits.FoldsCase, maxLength: 100);

    /// <summary>The id in the system of record.</summary>
    public static RecordField IdNumber { get; } = Catalogue.Add("idnumber", traits: FieldTraits.Personal | FieldTraits.BlankKeeps, maxLength: 255);

    /// <summary>The given name.</summary>
    public static RecordField FirstName { get; } = Catalogue.Add("firstname", traits: FieldTraits.Personal | FieldTraits.BlankKeeps, maxLength: 100);

    /// <summary>The family name.</summary>
    public static RecordField LastName { get; } = Catalogue.Add("lastname", traits: FieldTraits.Personal | FieldTraits.BlankKeeps, maxLength: 100);

    /// <summary>The e-mail address; case does not matter.</summary>
    public static RecordField Email { get; } = Catalogue.Add("email", traits: FieldTraits.Personal | FieldTraits.BlankKeeps | FieldTraits.FoldsCase, maxLength: 100);

    /// <summary>Whether the account is suspended.</summary>
    public static RecordField Suspended { get; } = Catalogue.Add("suspended", FieldType.Flag, FieldTraits.BlankKeeps);

    /// <summary>The way of signing in: <c>manual</c>, <c>ldap</c>, <c>oauth2</c>.</summary>
    public static RecordField Auth { get; } = Catalogue.Add("auth", traits: FieldTraits.BlankKeeps, maxLength: 20);

    /// <summary>The middle name.</summary>
    public static RecordField MiddleName { get; } = Catalogue.Add("middlename", traits: FieldTraits.Personal, maxLength: 255);

    /// <summary>A name the person prefers.</summary>
    public static RecordField AlternateName { get; } = Catalogue.Add("alternatename", traits: FieldTraits.Personal, maxLength: 255);

    /// <summary>The institution.</summary>
    public static RecordField Institution { get; } = Catalogue.Add("institution", traits: FieldTraits.Personal, maxLength: 255);

    /// <summary>The department.</summary>
    public static RecordField Department { get; } = Catalogue.Add("department", traits: FieldTraits.Personal, maxLength: 255);

    /// <summary>The place of work.</summary>
    public static RecordField Location { get; } = Catalogue.Add("location", traits: FieldTraits.Personal, maxLength: 255);

    /// <summary>The postal address.</summary>
    public static RecordField Address { get; } = Catalogue.Add("address", traits: FieldTraits.Personal, maxLength: 255);

    /// <summary>The town.</summary>
    public static RecordField City { get; } = Catalogue.Add("city", traits: FieldTraits.Personal, maxLength: 120);

    /// <summary>The country: two capital letters, ISO 3166-1.</summary>
    public static RecordField Country { get; } = Catalogue.Add("country", traits: FieldTraits.Personal, maxLength: 2);

    /// <summary>The language code of the interface, <c>en</c> or <c>pt_br</c>.</summary>
    public static RecordField Language { get; } = Catalogue.Add("lang", maxLength: 30);

    /// <summary>The time zone, <c>Europe/London</c>.</summary>
    public static RecordField TimeZone { get; } = Catalogue.Add("timezone", maxLength: 100);

    /// <summary>The first telephone number.</summary>
    public static RecordField Phone1 { get; } = Catalogue.Add("phone1", traits: FieldTraits.Personal, maxLength: 20);

    /// <summary>The second telephone number.</summary>
    public static RecordField Phone2 { get; } = Catalogue.Add("phone2", traits: FieldTraits.Personal, maxLength: 20);

    /// <summary>The manager, named by any key of a user.</summary>
    public static RecordField Manager { get; } = Catalogue.Add("manager", traits: FieldTraits.Personal, maxLength: 255);

    /// <summary>Free text about the person.</summary>
    public static RecordField Description { get; } = Catalogue.Add("description", traits: FieldTraits.Personal);

    /// <summary>A web page of the person.</summary>
    public static RecordField Url { get; } = Catalogue.Add("url", traits: FieldTraits.Personal, maxLength: 255);
}
