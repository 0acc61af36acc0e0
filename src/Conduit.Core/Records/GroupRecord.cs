namespace Conduit.Records;

/// <summary>One group of a course.</summary>
/// <remarks>Key: course and name. A property that was never set is not stated: nothing is compared or written for it.</remarks>
public sealed class GroupRecord : RosterRecord
{
    /// <summary>Makes a record that states nothing yet.</summary>
    public GroupRecord()
        : base(RecordKind.Group)
    {
    }

    /// <summary>The course, by short name.</summary>
    public string? Course
    {
        get => this[GroupFields.Course].AsText();
        init => Set(GroupFields.Course, FieldValue.Of(value));
    }

    /// <summary>The course, by the system of record's id.</summary>
    public string? CourseIdNumber
    {
        get => this[GroupFields.CourseIdNumber].AsText();
        init => Set(GroupFields.CourseIdNumber, FieldValue.Of(value));
    }

    /// <summary>The name, unique in its course.</summary>
    public string? Name
    {
        get => this[GroupFields.Name].AsText();
        init => Set(GroupFields.Name, FieldValue.Of(value));
    }

    /// <summary>The id in the system of record.</summary>
    public string? IdNumber
    {
        get => this[GroupFields.IdNumber].AsText();
        init => Set(GroupFields.IdNumber, FieldValue.Of(value));
    }

    /// <summary>The description.</summary>
    public string? Description
    {
        get => this[GroupFields.Description].AsText();
        init => Set(GroupFields.Description, FieldValue.Of(value));
    }
}
