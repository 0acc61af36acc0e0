namespace Conduit.Planning;

/// <summary>What a sync is doing.</summary>
public enum SyncPhase
{
    /// <summary>Finishing what a run that was cut off had begun.</summary>
    Recovering,

    /// <summary>Reading the LMS.</summary>
    ReadingLms,

    /// <summary>Reading the source and comparing.</summary>
    Planning,

    /// <summary>Sending changes.</summary>
    Applying,

    /// <summary>Writing down what is now known.</summary>
    Saving,
}
