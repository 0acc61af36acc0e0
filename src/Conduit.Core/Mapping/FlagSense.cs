namespace Conduit.Mapping;

/// <summary>How the words of a column stand to its flag.</summary>
internal enum FlagSense
{
    /// <summary>Yes means yes.</summary>
    Direct,

    /// <summary>Yes means no: <c>active</c> for <c>suspended</c>, <c>hidden</c> for <c>visible</c>.</summary>
    Inverted,

    /// <summary>A status: active and suspended, or Moodle's numbers for them, 0 and 1. A yes could mean either.</summary>
    Status,
}
