namespace Conduit.Csv;

/// <summary>What is known about the quotes of a run of rows; the less there can be, the less a field has to look at.</summary>
internal enum Quoting
{
    /// <summary>There is no quote.</summary>
    None,

    /// <summary>Quoted fields close as they should and hold no quote.</summary>
    Simple,

    /// <summary>Quoted fields close as they should; the batch has a bit for each doubled quote.</summary>
    Doubled,

    /// <summary>Anything, in any order.</summary>
    Any,
}
