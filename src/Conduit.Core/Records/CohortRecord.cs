namespace Conduit.Records;

/// <summary>One cohort.</summary>
/// <remarks>Key: <see cref="IdNumber"/> where it has one, else <see cref="Name"/>. A property that was never set is not stated: nothing is compared or written for it.</remarks>
public sealed class CohortRecord : RosterRecord
{
    /// <summary>Makes a record that states nothing yet.</summary>
    public CohortRecord()
        : base(RecordKind.Cohort)
    {
    }

    /// <summary>The id in the system of record.</summary>
    public string? IdNumber
    {
        get => this[CohortFields.IdNumber].AsText();
        init => Set(CohortFields.IdNumber, FieldValue.Of(value));
    }

    /// <summary>The name.</summary>
    public string? Name
    {
        get => this[CohortFields.Name].AsText();
        init => Set(CohortFields.Name, FieldValue.Of(value));
    }

    /// <summary>The description.</summary>
    public string? Description
    {
        get => this[CohortFields.Description].AsText();
        init => Set(CohortFields.Description, FieldValue.Of(value));
    }

    /// <summary>Whether teachers see the cohort.</summary>
    public bool? Visible
    {
        get => this[CohortFields.Visible].AsFlag();
        init => Set(CohortFields.Visible, FieldValue.Of(value));
    }
}
