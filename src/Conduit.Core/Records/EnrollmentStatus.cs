namespace Conduit.Records;

/// <summary>Whether an enrollment counts. Moodle's numbers: 0 active, 1 suspended.</summary>
public enum EnrollmentStatus
{
    /// <summary>The user takes part.</summary>
    Active,

    /// <summary>The user is kept with grades and groups, and shut out.</summary>
    Suspended,
}
