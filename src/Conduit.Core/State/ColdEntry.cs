using System.Runtime.InteropServices;
using Conduit.Records;

namespace Conduit.State;

/// <summary>What only new and changed rows need of a record, as checkpoints of formats 2 and 3 hold it.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal struct ColdEntry
{
    public ulong KeyLow;

    public ulong KeyHigh;

    public ulong NameLow;

    public ulong NameHigh;

    /// <summary>Where the values stand in the values file.</summary>
    public long Offset;

    /// <summary>The hash of the key.</summary>
    public readonly Hash128 Key => new(KeyHigh, KeyLow);

    /// <summary>The hash of the secondary name (username, short name, cohort name); zero where there is none.</summary>
    public readonly Hash128 Name => new(NameHigh, NameLow);
}
