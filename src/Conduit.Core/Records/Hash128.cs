using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Conduit.Records;

/// <summary>
/// 128 bits of a hash, as two numbers: a method that so much as mentions <see cref="UInt128"/> cannot be compiled ahead of time, and would run unoptimised for most of the second
/// that a plan takes.
/// </summary>
[StructLayout(LayoutKind.Sequential)] // old checkpoints hold it as it lies in memory
internal readonly record struct Hash128
{
    public Hash128(ulong high, ulong low) => (Low, High) = (low, high);

    public ulong Low { get; }

    public ulong High { get; }

    public bool IsZero => (High | Low) == 0;

    public static Hash128 ReadBigEndian(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));

    public void WriteBigEndian(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Low);
    }

    public override int GetHashCode() => (int)Low;
}
