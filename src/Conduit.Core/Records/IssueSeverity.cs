namespace Conduit.Records;

/// <summary>How much an issue weighs.</summary>
public enum IssueSeverity
{
    /// <summary>Worth knowing; nothing was lost.</summary>
    Note,

    /// <summary>A value was left out or changed; the record went on.</summary>
    Warning,

    /// <summary>The row or record was left out; everything else went on.</summary>
    Error,
}
