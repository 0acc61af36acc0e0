namespace Conduit.Records;

/// <summary>One person with an account.</summary>
/// <remarks>Key: <see cref="IdNumber"/> where it has one, else <see cref="Username"/>. A property that was never set is not stated: nothing is compared or written for it.</remarks>
public sealed class UserRecord : RosterRecord
{
    /// <summary>Makes a record that states nothing yet.</summary>
    public UserRecord()
        : base(RecordKind.User)
    {
    }

    /// <summary>The login name; case does not matter.</summary>
    public string? Username
    {
        get => this[UserFields.Username].AsText();
        init => Set(UserFields.Username, FieldValue.Of(value));
    }

    /// <summary>The id in the system of record.</summary>
    public string? IdNumber
    {
        get => this[UserFields.IdNumber].AsText();
        init => Set(UserFields.IdNumber, FieldValue.Of(value));
    }

    /// <summary>The given name.</summary>
    public string? FirstName
    {
        get => this[UserFields.FirstName].AsText();
        init => Set(UserFields.FirstName, FieldValue.Of(value));
    }

    /// <summary>The family name.</summary>
    public string? LastName
    {
        get => this[UserFields.LastName].AsText();
        init => Set(UserFields.LastName, FieldValue.Of(value));
    }

    /// <summary>The e-mail address; case does not matter.</summary>
    public string? Email
    {
        get => this[UserFields.Email].AsText();
        init => Set(UserFields.Email, FieldValue.Of(value));
    }

    /// <summary>Whether the account is suspended.</summary>
    public bool? Suspended
    {
        get => this[UserFields.Suspended].AsFlag();
        init => Set(UserFields.Suspended, FieldValue.Of(value));
    }

    /// <summary>The way of signing in: <c>manual</c>, <c>ldap</c>, <c>oauth2</c>.</summary>
    public string? Auth
    {
        get => this[UserFields.Auth].AsText();
        init => Set(UserFields.Auth, FieldValue.Of(value));
    }

    /// <summary>The middle name.</summary>
    public string? MiddleName
    {
        get => this[UserFields.MiddleName].AsText();
        init => Set(UserFields.MiddleName, FieldValue.Of(value));
    }

    /// <summary>A name the person prefers.</summary>
    public string? AlternateName
    {
        get => this[UserFields.AlternateName].AsText();
        init => Set(UserFields.AlternateName, FieldValue.Of(value));
    }

    /// <summary>The institution.</summary>
    public string? Institution
    {
        get => this[UserFields.Institution].AsText();
        init => Set(UserFields.Institution, FieldValue.Of(value));
    }

    /// <summary>The department.</summary>
    public string? Department
    {
        get => this[UserFields.Department].AsText();
        init => Set(UserFields.Department, FieldValue.Of(value));
    }

    /// <summary>The place of work.</summary>
    public string? Location
    {
        get => this[UserFields.Location].AsText();
        init => Set(UserFields.Location, FieldValue.Of(value));
    }

    /// <summary>The postal address.</summary>
    public string? Address
    {
        get => this[UserFields.Address].AsText();
        init => Set(UserFields.Address, FieldValue.Of(value));
    }

    /// <summary>The town.</summary>
    public string? City
    {
        get => this[UserFields.City].AsText();
        init => Set(UserFields.City, FieldValue.Of(value));
    }

    /// <summary>The country: two capital letters, ISO 3166-1.</summary>
    public string? Country
    {
        get => this[UserFields.Country].AsText();
        init => Set(UserFields.Country, FieldValue.Of(value));
    }

    /// <summary>The language code of the interface, <c>en</c> or <c>pt_br</c>.</summary>
    public string? Language
    {
        get => this[UserFields.Language].AsText();
        init => Set(UserFields.Language, FieldValue.Of(value));
    }

    /// <summary>The time zone, <c>Europe/London</c>.</summary>
    public string? TimeZone
    {
        get => this[UserFields.TimeZone].AsText();
        init => Set(UserFields.TimeZone, FieldValue.Of(value));
    }

    /// <summary>The first telephone number.</summary>
    public string? Phone1
    {
        get => this[UserFields.Phone1].AsText();
        init => Set(UserFields.Phone1, FieldValue.Of(value));
    }

    /// <summary>The second telephone number.</summary>
    public string? Phone2
    {
        get => this[UserFields.Phone2].AsText();
        init => Set(UserFields.Phone2, FieldValue.Of(value));
    }

    /// <summary>The manager, named by any key of a user.</summary>
    public string? Manager
    {
        get => this[UserFields.Manager].AsText();
        init => Set(UserFields.Manager, FieldValue.Of(value));
    }

    /// <summary>Free text about the person.</summary>
    public string? Description
    {
        get => this[UserFields.Description].AsText();
        init => Set(UserFields.Description, FieldValue.Of(value));
    }

    /// <summary>A web page of the person.</summary>
    public string? Url
    {
        get => this[UserFields.Url].AsText();
        init => Set(UserFields.Url, FieldValue.Of(value));
    }
}
