namespace Conduit.Mapping;

/// <summary>How the words of a column stand to its flag.</summary>
internal enum FlagSense
{
    /// <summary>Yes means yes.</summary>
    Direct,

    /// <summary>Yes means no: <c>active</c> for <c>suspended</c>, <c>hidden</c> for <c>visible</c>.</summary>
    Inverted,

    /// <summary>Only words such as active and suspended: in a column <c>status</c> a bare 1 may mean either.</summary>
    WordsOnly,
}
