namespace Conduit.Planning;

/// <summary>What became of a change.</summary>
public enum ChangeOutcome
{
    /// <summary>The LMS holds it.</summary>
    Applied,

    /// <summary>The LMS will never take it as it is.</summary>
    Refused,

    /// <summary>Not now; worth another try.</summary>
    Deferred,

    /// <summary>It may have happened. The engine reads the record back by key before anything else.</summary>
    Unknown,
}
