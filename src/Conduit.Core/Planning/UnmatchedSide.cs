namespace Conduit.Planning;

/// <summary>On which side a record stands alone.</summary>
public enum UnmatchedSide
{
    /// <summary>A source has it, the LMS has not.</summary>
    SourceOnly,

    /// <summary>The LMS has it, no source has.</summary>
    LmsOnly,
}
