namespace Conduit.State;

/// <summary>What is true of a record that is known to stand in the LMS.</summary>
[Flags]
internal enum KnownFlags : byte
{
    None = 0,

    /// <summary>A source brought or adopted it, so Conduit may remove it.</summary>
    Managed = 1,

    /// <summary>A removal suspended or archived it: when it comes back it is reactivated.</summary>
    Removed = 2,

    /// <summary>The last reading of the LMS found other values than the last write left.</summary>
    Drifted = 4,

    /// <summary>Rests on more than one row, or on none: its rows are always mapped.</summary>
    ManyRows = 8,

    /// <summary>The LMS says that it must never be removed.</summary>
    Protected = 16,

    /// <summary>The LMS holds more than one record of this key: all of them are left alone.</summary>
    Ambiguous = 32,

    /// <summary>No source held it when the last plan was applied.</summary>
    Absent = 64,

    /// <summary>Dropped; the place is reused when the state is saved.</summary>
    Gone = 128,
}
