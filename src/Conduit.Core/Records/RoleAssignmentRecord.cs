namespace Conduit.Records;

/// <summary>One role that a user holds outside of enrollments, such as a parent over a child or a manager of a category.</summary>
/// <remarks>Key: user, role, context and instance. A property that was never set is not stated: nothing is compared or written for it.</remarks>
public sealed class RoleAssignmentRecord : RosterRecord
{
    /// <summary>Makes a record that states nothing yet.</summary>
    public RoleAssignmentRecord()
        : base(RecordKind.RoleAssignment)
    {
    }

    /// <summary>The user, by login name.</summary>
    public string? Username
    {
        get => this[RoleAssignmentFields.Username].AsText();
        init => Set(RoleAssignmentFields.Username, FieldValue.Of(value));
    }

    /// <summary>The user, by the system of record's id.</summary>
    public string? UserIdNumber
    {
        get => this[RoleAssignmentFields.UserIdNumber].AsText();
        init => Set(RoleAssignmentFields.UserIdNumber, FieldValue.Of(value));
    }

    /// <summary>The role, by short name.</summary>
    public string? Role
    {
        get => this[RoleAssignmentFields.Role].AsText();
        init => Set(RoleAssignmentFields.Role, FieldValue.Of(value));
    }

    /// <summary>Where the role is held: <c>system</c>, <c>category</c>, <c>course</c> or <c>user</c>.</summary>
    public string? Context
    {
        get => this[RoleAssignmentFields.Context].AsText();
        init => Set(RoleAssignmentFields.Context, FieldValue.Of(value));
    }

    /// <summary>Which category, course or user; blank for the system.</summary>
    public string? Instance
    {
        get => this[RoleAssignmentFields.Instance].AsText();
        init => Set(RoleAssignmentFields.Instance, FieldValue.Of(value));
    }
}
