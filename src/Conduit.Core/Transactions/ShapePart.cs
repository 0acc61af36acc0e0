namespace Conduit.Transactions;

/// <summary>What of a change a column of its shape holds.</summary>
[Flags]
internal enum ShapePart
{
    /// <summary>A value of the record.</summary>
    Value = 0,

    /// <summary>The key, where the values do not tell it.</summary>
    Key = 1,

    /// <summary>The key after the change, where it is another one.</summary>
    KeyAfter = 2,

    /// <summary>The id in the LMS.</summary>
    LmsId = 4,

    /// <summary>The line of the source's file.</summary>
    Line = 8,

    /// <summary>The column of the source's file.</summary>
    Column = 16,

    /// <summary>The fingerprint of the one row that the record rests on.</summary>
    Row = 32,

    /// <summary>The rows that the record rests on: feed and fingerprint in turn.</summary>
    Rows = 64,
}
