namespace Conduit.Cli.Generating;

/// <summary>What happens to a record between the first day and the second.</summary>
internal enum Fate : byte
{
    /// <summary>It stays as it is.</summary>
    Same,

    /// <summary>It stays and one field changes.</summary>
    Changed,

    /// <summary>It is on the first day only.</summary>
    Gone,

    /// <summary>It is on the second day only.</summary>
    New,
}
