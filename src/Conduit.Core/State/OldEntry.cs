using System.Runtime.InteropServices;
using Conduit.Records;

namespace Conduit.State;

/// <summary>One record as checkpoints of formats 1 to 4 tell it; those of format 1 hold just this.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal struct OldEntry
{
    public Hash128 Key;

    public Hash128 Row;

    public Hash128 Name;

    /// <summary>Where the line stands in the values file.</summary>
    public long Offset;

    /// <summary>How long it is.</summary>
    public int Length;

    public ushort Feed;

    public KnownFlags Flags;

    public byte Reserved;

    /// <summary>The record without its place, which is that of a line in the older file.</summary>
    public readonly IndexEntry WithoutPlace => new() { Key = Key, Row = Row, Name = Name, Feed = Feed, Flags = Flags };
}
