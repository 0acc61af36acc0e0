using System.Runtime.InteropServices;
using Conduit.Records;

namespace Conduit.State;

/// <summary>What an unchanged row needs of its record: 20 bytes, apart from all that only changes need.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct HotEntry
{
    /// <summary>The fingerprint of the one row that the record rests on; zero where there is not exactly one.</summary>
    public ulong RowLow;

    public ulong RowHigh;

    /// <summary>The number of the feed that the one row came from.</summary>
    public ushort Feed;

    public KnownFlags Flags;

    public byte Reserved;

    public readonly Hash128 Row => new(RowHigh, RowLow);

    /// <summary>Whether an equal fingerprint proves that nothing is to be done.</summary>
    public readonly bool IsSettled => (Flags & ~KnownFlags.Protected) == KnownFlags.Managed;

    public readonly bool Is(KnownFlags flags) => (Flags & flags) != KnownFlags.None;
}
