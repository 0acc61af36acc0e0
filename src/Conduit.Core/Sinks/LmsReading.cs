namespace Conduit.Sinks;

/// <summary>How complete a reading was.</summary>
public enum LmsReading
{
    /// <summary>It broke off: what is absent may still be there.</summary>
    Cut,

    /// <summary>Everything that the query asks for was given.</summary>
    Complete,

    /// <summary>The LMS cannot list this kind; the state keeps what it knows.</summary>
    NotListed,
}
