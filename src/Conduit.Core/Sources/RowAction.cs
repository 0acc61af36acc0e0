namespace Conduit.Sources;

/// <summary>What a row asks for.</summary>
public enum RowAction
{
    /// <summary>The record shall be as the row says.</summary>
    Set,

    /// <summary>The record shall go.</summary>
    Remove,
}
