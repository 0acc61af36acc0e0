namespace Conduit.Validation;

/// <summary>What an issue of a row does.</summary>
public enum IssueEffect
{
    /// <summary>The value is left out, and the LMS keeps what it holds; the record goes on without it.</summary>
    DropValue,

    /// <summary>The record is left out, and stays as it is in the LMS.</summary>
    DropRecord,

    /// <summary>The record is left out, and nothing at all is applied until it is corrected: the plan is blocked.</summary>
    StopRun,
}
