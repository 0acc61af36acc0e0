namespace Conduit.Sources;

/// <summary>What the absence of a record in a feed means.</summary>
public enum Coverage
{
    /// <summary>Nothing: the feed only adds and changes.</summary>
    None,

    /// <summary>Nothing: the feed is a list of changes, in order, each row with an action.</summary>
    Partial,

    /// <summary>That it is gone: the feed is the whole list.</summary>
    Complete,
}
