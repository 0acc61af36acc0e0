using System.Runtime.InteropServices;

namespace Conduit.Records;

/// <summary>What it takes to find out whether a row is known: its fingerprint, in two halves, and whether it can be trusted.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct RowStamp
{
    public ulong Low;

    public ulong High;

    public bool IsDamaged;

    /// <summary>The stamp of a row that is not damaged.</summary>
    public static RowStamp Of(Hash128 fingerprint) => new() { Low = fingerprint.Low, High = fingerprint.High };

    public readonly RecordFingerprint Fingerprint => new(High, Low);
}
