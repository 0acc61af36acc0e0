using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Conduit.Records;

namespace Conduit.State;

/// <summary>Reads checkpoints of formats 1 to 4. The next save writes today's.</summary>
/// <remarks>
/// Format 1 holds whole entries and a SHA-256. Formats 2 and 3 hold 24 bytes that unchanged rows need and 40 that changes need of each record, and differ in the slots of their tables;
/// format 4 holds the latter in sections of their own. The tables are built anew.
/// </remarks>
internal static class OldCheckpoint
{
    private const int Alignment = 64;
    private const int SizeOfHot = 24;
    private const int SizeOfHash = 16;

    /// <returns>Null when the file is damaged.</returns>
    public static SavedState? Read(byte[] file, long format)
    {
        if (!IsWhole(file, format))
            return null;
        int at = 16;
        StateHeader header = StateHeaderJson.Read(Take((int)TakeNumber()));
        List<OldEntry[]> kinds = format switch { 1 => WholeEntries(), _ => Apart() };
        return new SavedState(header, [.. kinds.Select(entries => new KindIndex(Array.ConvertAll(entries, entry => entry.WithoutPlace)))]) { Old = new OldValues(kinds) };

        List<OldEntry[]> WholeEntries()
        {
            List<OldEntry[]> all = [];
            foreach (RecordKind _ in RecordKinds.InOrder)
                all.Add(TakeAll<OldEntry>((int)TakeNumber()));
            return all;
        }

        List<OldEntry[]> Apart()
        {
            List<long[]> sizes = [];
            foreach (RecordKind _ in RecordKinds.InOrder)
                sizes.Add([TakeNumber(), TakeNumber(), TakeNumber(), TakeNumber(), format == 4 ? TakeNumber() : 0]);
            Align();
            List<OldEntry[]> all = [];
            foreach (long[] size in sizes)
            {
                all.Add(new OldEntry[size[0]]);
                Fill(all[^1], SizeOfHot, Hot);
                Skip(size[1]);
            }
            for (int kind = 0; kind < all.Count; kind++)
            {
                Skip(sizes[kind][2]);
                Skip(sizes[kind][3]);
                if (format < 4)
                {
                    Fill(all[kind], (2 * SizeOfHash) + sizeof(long), Cold);
                    continue;
                }
                Fill(all[kind], sizeof(long), (ref OldEntry entry, ReadOnlySpan<byte> bytes) => entry.Offset = BitConverter.ToInt64(bytes));
                Fill(all[kind], SizeOfHash, (ref OldEntry entry, ReadOnlySpan<byte> bytes) => entry.Key = Hash(bytes));
                Fill(sizes[kind][4] == 0 ? [] : all[kind], SizeOfHash, (ref OldEntry entry, ReadOnlySpan<byte> bytes) => entry.Name = Hash(bytes));
            }
            return all;
        }

        void Fill(OldEntry[] entries, int size, Set set)
        {
            for (int i = 0; i < entries.Length; i++)
                set(ref entries[i], Take(size).Span);
            Align();
        }

        void Skip(long slots)
        {
            at += checked((int)(slots * sizeof(int)));
            Align();
        }

        void Align() => at = (at + Alignment - 1) / Alignment * Alignment;

        long TakeNumber() => BitConverter.ToInt64(Take(sizeof(long)).Span);

        T[] TakeAll<T>(int count)
            where T : unmanaged
            => MemoryMarshal.Cast<byte, T>(Take(count * Marshal.SizeOf<T>()).Span).ToArray();

        ReadOnlyMemory<byte> Take(int length)
        {
            at += length;
            return file.AsMemory(at - length, length);
        }
    }

    private delegate void Set(ref OldEntry entry, ReadOnlySpan<byte> bytes);

    private static void Hot(ref OldEntry entry, ReadOnlySpan<byte> bytes)
    {
        entry.Row = Hash(bytes);
        entry.Length = BitConverter.ToInt32(bytes[16..]);
        entry.Feed = BitConverter.ToUInt16(bytes[20..]);
        entry.Flags = (KnownFlags)bytes[22];
    }

    private static void Cold(ref OldEntry entry, ReadOnlySpan<byte> bytes)
    {
        entry.Key = Hash(bytes);
        entry.Name = Hash(bytes[SizeOfHash..]);
        entry.Offset = BitConverter.ToInt64(bytes[(2 * SizeOfHash)..]);
    }

    private static Hash128 Hash(ReadOnlySpan<byte> bytes) => new(BitConverter.ToUInt64(bytes[8..]), BitConverter.ToUInt64(bytes));

    private static bool IsWhole(byte[] file, long format)
    {
        if (format > 1)
            return FileChecksum.Holds(file);
        int body = file.Length - SHA256.HashSizeInBytes;
        return body >= 24 && SHA256.HashData(file.AsSpan(0, body)).AsSpan().SequenceEqual(file.AsSpan(body));
    }
}
