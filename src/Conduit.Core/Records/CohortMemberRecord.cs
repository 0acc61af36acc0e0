namespace Conduit.Records;

/// <summary>One user in one cohort.</summary>
/// <remarks>Key: cohort and user. A property that was never set is not stated: nothing is compared or written for it.</remarks>
public sealed class CohortMemberRecord : RosterRecord
{
    /// <summary>Makes a record that states nothing yet.</summary>
    public CohortMemberRecord()
        : base(RecordKind.CohortMember)
    {
    }

    /// <summary>The cohort, by id number or name.</summary>
    public string? Cohort
    {
        get => this[CohortMemberFields.Cohort].AsText();
        init => Set(CohortMemberFields.Cohort, FieldValue.Of(value));
    }

    /// <summary>The user, by login name.</summary>
    public string? Username
    {
        get => this[CohortMemberFields.Username].AsText();
        init => Set(CohortMemberFields.Username, FieldValue.Of(value));
    }

    /// <summary>The user, by the system of record's id.</summary>
    public string? UserIdNumber
    {
        get => this[CohortMemberFields.UserIdNumber].AsText();
        init => Set(CohortMemberFields.UserIdNumber, FieldValue.Of(value));
    }
}
