namespace Conduit.Records;

/// <summary>One user in one group.</summary>
/// <remarks>Key: course, group name and user. A property that was never set is not stated: nothing is compared or written for it.</remarks>
public sealed class GroupMemberRecord : RosterRecord
{
    /// <summary>Makes a record that states nothing yet.</summary>
    public GroupMemberRecord()
        : base(RecordKind.GroupMember)
    {
    }

    /// <summary>The course, by short name.</summary>
    public string? Course
    {
        get => this[GroupMemberFields.Course].AsText();
        init => Set(GroupMemberFields.Course, FieldValue.Of(value));
    }

    /// <summary>The course, by the system of record's id.</summary>
    public string? CourseIdNumber
    {
        get => this[GroupMemberFields.CourseIdNumber].AsText();
        init => Set(GroupMemberFields.CourseIdNumber, FieldValue.Of(value));
    }

    /// <summary>The group, by name.</summary>
    public string? Group
    {
        get => this[GroupMemberFields.Group].AsText();
        init => Set(GroupMemberFields.Group, FieldValue.Of(value));
    }

    /// <summary>The user, by login name.</summary>
    public string? Username
    {
        get => this[GroupMemberFields.Username].AsText();
        init => Set(GroupMemberFields.Username, FieldValue.Of(value));
    }

    /// <summary>The user, by the system of record's id.</summary>
    public string? UserIdNumber
    {
        get => this[GroupMemberFields.UserIdNumber].AsText();
        init => Set(GroupMemberFields.UserIdNumber, FieldValue.Of(value));
    }
}
