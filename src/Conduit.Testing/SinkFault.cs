namespace Conduit.Testing;

/// <summary>What goes wrong with one call.</summary>
public enum SinkFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The LMS cannot be reached; nothing happens.</summary>
    Unavailable,

    /// <summary>The call fails before it has any effect, and the caller cannot know that.</summary>
    FailBefore,

    /// <summary>The call fails after it had its effect, and the caller cannot know that.</summary>
    FailAfter,

    /// <summary>Half of the batch takes effect, then the call fails.</summary>
    FailHalfway,

    /// <summary>Every change is deferred.</summary>
    Defer,

    /// <summary>Every change is refused.</summary>
    Refuse,

    /// <summary>Everything takes effect, and half of the results are missing.</summary>
    ForgetResults,

    /// <summary>A reading stops in the middle, without an end.</summary>
    CutReading,
}
