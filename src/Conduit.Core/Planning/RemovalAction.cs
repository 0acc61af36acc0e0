namespace Conduit.Planning;

/// <summary>What happens to a managed record that a complete feed no longer holds.</summary>
public enum RemovalAction
{
    /// <summary>It is kept and reported.</summary>
    Keep,

    /// <summary>It is suspended.</summary>
    Suspend,

    /// <summary>It is archived.</summary>
    Archive,

    /// <summary>It is deleted, and what depends on it with it.</summary>
    Delete,
}
