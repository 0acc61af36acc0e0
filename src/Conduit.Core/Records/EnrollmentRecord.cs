namespace Conduit.Records;

/// <summary>One user in one course. Status, start and end belong to the pair; the roles are a set.</summary>
/// <remarks>Key: course and user, each named by any of its keys. A property that was never set is not stated: nothing is compared or written for it.</remarks>
public sealed class EnrollmentRecord : RosterRecord
{
    /// <summary>Makes a record that states nothing yet.</summary>
    public EnrollmentRecord()
        : base(RecordKind.Enrollment)
    {
    }

    /// <summary>The course, by short name.</summary>
    public string? Course
    {
        get => this[EnrollmentFields.Course].AsText();
        init => Set(EnrollmentFields.Course, FieldValue.Of(value));
    }

    /// <summary>The course, by the system of record's id.</summary>
    public string? CourseIdNumber
    {
        get => this[EnrollmentFields.CourseIdNumber].AsText();
        init => Set(EnrollmentFields.CourseIdNumber, FieldValue.Of(value));
    }

    /// <summary>The user, by login name.</summary>
    public string? Username
    {
        get => this[EnrollmentFields.Username].AsText();
        init => Set(EnrollmentFields.Username, FieldValue.Of(value));
    }

    /// <summary>The user, by the system of record's id.</summary>
    public string? UserIdNumber
    {
        get => this[EnrollmentFields.UserIdNumber].AsText();
        init => Set(EnrollmentFields.UserIdNumber, FieldValue.Of(value));
    }

    /// <summary>The roles of the user in the course.</summary>
    public RoleSet? Roles
    {
        get => this[EnrollmentFields.Roles].AsRoles();
        init => Set(EnrollmentFields.Roles, FieldValue.Of(value));
    }

    /// <summary>Whether the enrollment is active or suspended.</summary>
    public EnrollmentStatus? Status
    {
        get => this[EnrollmentFields.Status].AsStatus();
        init => Set(EnrollmentFields.Status, FieldValue.Of(value));
    }

    /// <summary>When the enrollment starts.</summary>
    public DateTimeOffset? TimeStart
    {
        get => this[EnrollmentFields.TimeStart].AsDate();
        init => Set(EnrollmentFields.TimeStart, FieldValue.Of(value));
    }

    /// <summary>When the enrollment ends.</summary>
    public DateTimeOffset? TimeEnd
    {
        get => this[EnrollmentFields.TimeEnd].AsDate();
        init => Set(EnrollmentFields.TimeEnd, FieldValue.Of(value));
    }
}
