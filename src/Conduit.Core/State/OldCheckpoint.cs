using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Conduit.Records;

namespace Conduit.State;

/// <summary>Reads checkpoints of format 1: whole entries, no tables, a SHA-256 at the end. The next save writes the newer format.</summary>
internal static class OldCheckpoint
{
    public const int Format = 1;

    /// <returns>Null when the file is damaged.</returns>
    public static SavedState? Read(byte[] file)
    {
        int body = file.Length - SHA256.HashSizeInBytes;
        if (body < 24 || !SHA256.HashData(file.AsSpan(0, body)).AsSpan().SequenceEqual(file.AsSpan(body)))
            return null;
        int at = 16;
        int headerLength = (int)TakeNumber();
        StateHeader header = StateHeaderJson.Read(file.AsMemory(at, headerLength));
        at += headerLength;
        var kinds = new KindIndex[RecordKinds.All.Length];
        for (int kind = 0; kind < kinds.Length; kind++)
        {
            int count = (int)TakeNumber();
            var entries = new IndexEntry[count];
            int bytes = count * Marshal.SizeOf<IndexEntry>();
            file.AsSpan(at, bytes).CopyTo(MemoryMarshal.AsBytes(entries.AsSpan()));
            at += bytes;
            kinds[kind] = new KindIndex(entries);
        }
        return new SavedState(header, kinds, null);

        long TakeNumber()
        {
            long number = BitConverter.ToInt64(file, at);
            at += 8;
            return number;
        }
    }
}
