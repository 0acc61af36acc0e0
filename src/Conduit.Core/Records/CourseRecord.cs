namespace Conduit.Records;

/// <summary>One course shell.</summary>
/// <remarks>Key: <see cref="IdNumber"/> where it has one, else <see cref="ShortName"/>. A property that was never set is not stated: nothing is compared or written for it.</remarks>
public sealed class CourseRecord : RosterRecord
{
    /// <summary>Makes a record that states nothing yet.</summary>
    public CourseRecord()
        : base(RecordKind.Course)
    {
    }

    /// <summary>The short name, unique in the LMS.</summary>
    public string? ShortName
    {
        get => this[CourseFields.ShortName].AsText();
        init => Set(CourseFields.ShortName, FieldValue.Of(value));
    }

    /// <summary>The id in the system of record.</summary>
    public string? IdNumber
    {
        get => this[CourseFields.IdNumber].AsText();
        init => Set(CourseFields.IdNumber, FieldValue.Of(value));
    }

    /// <summary>The full title.</summary>
    public string? FullName
    {
        get => this[CourseFields.FullName].AsText();
        init => Set(CourseFields.FullName, FieldValue.Of(value));
    }

    /// <summary>The category: a name, an id or a path with <c>/</c>.</summary>
    public string? Category
    {
        get => this[CourseFields.Category].AsText();
        init => Set(CourseFields.Category, FieldValue.Of(value));
    }

    /// <summary>The description.</summary>
    public string? Summary
    {
        get => this[CourseFields.Summary].AsText();
        init => Set(CourseFields.Summary, FieldValue.Of(value));
    }

    /// <summary>The course format, <c>topics</c> or <c>weeks</c>.</summary>
    public string? Format
    {
        get => this[CourseFields.Format].AsText();
        init => Set(CourseFields.Format, FieldValue.Of(value));
    }

    /// <summary>Whether learners see the course.</summary>
    public bool? Visible
    {
        get => this[CourseFields.Visible].AsFlag();
        init => Set(CourseFields.Visible, FieldValue.Of(value));
    }

    /// <summary>When the course starts.</summary>
    public DateTimeOffset? StartDate
    {
        get => this[CourseFields.StartDate].AsDate();
        init => Set(CourseFields.StartDate, FieldValue.Of(value));
    }

    /// <summary>When the course ends.</summary>
    public DateTimeOffset? EndDate
    {
        get => this[CourseFields.EndDate].AsDate();
        init => Set(CourseFields.EndDate, FieldValue.Of(value));
    }

    /// <summary>The short name of the course that a new shell is copied from.</summary>
    public string? Template
    {
        get => this[CourseFields.Template].AsText();
        init => Set(CourseFields.Template, FieldValue.Of(value));
    }

    /// <summary>A language forced on the course.</summary>
    public string? Language
    {
        get => this[CourseFields.Language].AsText();
        init => Set(CourseFields.Language, FieldValue.Of(value));
    }
}
