using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Conduit.Planning;
using Conduit.Records;
using Conduit.Transactions;

namespace Conduit.State;

/// <summary>
/// A checkpoint file, little-endian: magic, format, the length of what unchanged rows need, header, the sizes of every kind, then sections that begin at multiples of 64
/// bytes and are used where they lie (what unchanged rows need first), and a checksum over all of it. The two newest are kept, so
/// that a damaged one costs nothing but reading a little more of the log.
/// </summary>
internal static class Checkpoint
{
    private const string Pattern = "checkpoint-*.index";
    private const int Alignment = 64;
    private const int SizesOfKind = 5;
    private const int StartLength = 24;

    private static ReadOnlySpan<byte> Magic => "CONDUIT\n"u8;

    public static string PathOf(string folder, long version) =>
        Path.Combine(folder, "checkpoint-" + version.ToString("d9", CultureInfo.InvariantCulture) + ".index");

    /// <summary>The versions that are there, newest first.</summary>
    public static List<long> Versions(string folder)
    {
        var versions = new List<long>();
        if (!Directory.Exists(folder))
            return versions;
        foreach (string path in Directory.EnumerateFiles(folder, Pattern))
        {
            if (long.TryParse(Path.GetFileNameWithoutExtension(path)["checkpoint-".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out long version))
                versions.Add(version);
        }
        versions.Sort((left, right) => right.CompareTo(left));
        return versions;
    }

    public static void Write(string folder, StateHeader header, IReadOnlyList<KindIndex> kinds)
    {
        var head = new ArrayBufferWriter<byte>();
        byte[] bytes = StateHeaderBytes.Of(header);
        head.Write(Magic);
        PutNumber(StateHeader.Format);
        PutNumber(HotEnd(bytes.Length, kinds));
        PutNumber(bytes.Length);
        head.Write(bytes);
        foreach (KindIndex kind in kinds)
        {
            PutNumber(kind.Count);
            PutNumber(kind.ByRow.Slots.Length);
            PutNumber(kind.ByKey.Slots.Length);
            PutNumber(kind.ByName.Slots.Length);
            PutNumber(kind.Names.Length == 0 ? 0 : kind.Count);
        }
        PrivateFile.Replace(PathOf(folder, header.Version), stream =>
        {
            var sum = new FileChecksum();
            Put(head.WrittenSpan);
            foreach (KindIndex kind in kinds)
            {
                Put(MemoryMarshal.AsBytes(kind.Hot.Span[..kind.Count]));
                Put(MemoryMarshal.AsBytes(kind.ByRow.Slots.Span));
            }
            foreach (KindIndex kind in kinds)
            {
                Put(MemoryMarshal.AsBytes(kind.ByKey.Slots.Span));
                Put(MemoryMarshal.AsBytes(kind.ByName.Slots.Span));
                Put(MemoryMarshal.AsBytes(kind.Places.Span[..kind.Count]));
                Put(MemoryMarshal.AsBytes(kind.Keys.Span[..kind.Count]));
                Put(MemoryMarshal.AsBytes(kind.Names.Length == 0 ? [] : kind.Names.Span[..kind.Count]));
            }
            Span<byte> end = stackalloc byte[FileChecksum.Size];
            sum.Write(end);
            stream.Write(end);

            void Put(ReadOnlySpan<byte> section)
            {
                Span<byte> padded = stackalloc byte[Alignment];
                padded.Clear();
                int whole = section.Length / Alignment * Alignment;
                PutBytes(section[..whole]);
                if (whole == section.Length)
                    return;
                section[whole..].CopyTo(padded);
                PutBytes(padded);
            }

            void PutBytes(ReadOnlySpan<byte> bytes)
            {
                stream.Write(bytes);
                sum.Add(bytes);
            }
        });

        void PutNumber(long number)
        {
            BitConverter.TryWriteBytes(head.GetSpan(8), number);
            head.Advance(8);
        }
    }

    /// <summary>Opens a checkpoint.</summary>
    /// <returns>Null when the file is damaged.</returns>
    /// <exception cref="DataFolderException">The file is of a newer format.</exception>
    public static SavedState? Read(string folder, long version)
    {
        if (!BitConverter.IsLittleEndian)
            throw new DataFolderException("The state is kept little-endian, and this machine is not.");
        string path = PathOf(folder, version);
        // Shared for deletion, because newer checkpoints drop this one while it is mapped.
        using Microsoft.Win32.SafeHandles.SafeFileHandle handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        long length = RandomAccess.GetLength(handle);
        Span<byte> start = stackalloc byte[StartLength];
        if (length < start.Length + FileChecksum.Size || RandomAccess.Read(handle, start, 0) < start.Length || !start.StartsWith(Magic))
            return null;
        long format = BitConverter.ToInt64(start[8..]);
        if (format > StateHeader.Format)
            throw new DataFolderException($"The state has format {format}; this version reads up to {StateHeader.Format}. Use a newer version of Conduit.");
        if (format < StateHeader.LastWithJson)
            return OldCheckpoint.Read(File.ReadAllBytes(path), format);
        long hotEnd = BitConverter.ToInt64(start[16..]);
        if (hotEnd < 0 || hotEnd > Math.Min(length - FileChecksum.Size, int.MaxValue) || hotEnd % Alignment != 0)
            return null;
        CheckpointFile file = CheckpointFile.Open(handle, length);
        try
        {
            // What will be needed in any case is looked at where it lies; the rest is read, so that it takes no memory until it is needed.
            if (FileChecksum.Holds(handle, length, file.Bytes(0, (int)hotEnd)))
                return Parse(file, format);
        }
        catch
        {
            file.Dispose();
            throw;
        }
        file.Dispose();
        return null;
    }

    private static SavedState Parse(CheckpointFile file, long format)
    {
        long at = StartLength;
        int headerLength = checked((int)TakeNumber());
        byte[] head = file.Bytes(at, headerLength).ToArray();
        StateHeader header = format == StateHeader.LastWithJson ? StateHeaderJson.Read(head) : StateHeaderBytes.Read(head);
        at += headerLength;
        var sizes = new int[RecordKinds.All.Length * SizesOfKind];
        for (int i = 0; i < sizes.Length; i++)
            sizes[i] = checked((int)TakeNumber());
        at = Aligned(at);
        var hot = new Section<HotEntry>[RecordKinds.All.Length];
        var byRow = new Section<int>[hot.Length];
        for (int kind = 0; kind < hot.Length; kind++)
        {
            hot[kind] = Take<HotEntry>(sizes[kind * SizesOfKind]);
            byRow[kind] = Take<int>(sizes[(kind * SizesOfKind) + 1]);
        }
        var kinds = new KindIndex[hot.Length];
        for (int kind = 0; kind < kinds.Length; kind++)
        {
            int count = sizes[kind * SizesOfKind];
            var rows = new HashSlots(byRow[kind], count);
            var byKey = new HashSlots(Take<int>(sizes[(kind * SizesOfKind) + 2]), count);
            Section<int> names = Take<int>(sizes[(kind * SizesOfKind) + 3]);
            var byName = new HashSlots(names, Math.Min(count, names.Length / 2));
            kinds[kind] = new KindIndex(hot[kind], Take<ValuesPlace>(count), Take<Hash128>(count), Take<Hash128>(sizes[(kind * SizesOfKind) + 4]), byKey, rows, byName);
        }
        return new SavedState(header, kinds) { File = file };

        long TakeNumber()
        {
            long number = BitConverter.ToInt64(file.Bytes(at, 8));
            at += 8;
            return number;
        }

        unsafe Section<T> Take<T>(int count)
            where T : unmanaged
        {
            int bytes = checked(count * Unsafe.SizeOf<T>());
            _ = file.Bytes(at, bytes);
            var section = new Section<T>(file.Start + at, count);
            at = Aligned(at + bytes);
            return section;
        }
    }

    // Where the last section ends that unchanged rows need.
    private static long HotEnd(int headerLength, IReadOnlyList<KindIndex> kinds)
    {
        long end = Aligned(StartLength + sizeof(long) + headerLength + (kinds.Count * SizesOfKind * sizeof(long)));
        foreach (KindIndex kind in kinds)
            end += Aligned((long)kind.Count * Unsafe.SizeOf<HotEntry>()) + Aligned((long)kind.ByRow.Slots.Length * sizeof(int));
        return end;
    }

    private static long Aligned(long at) => (at + Alignment - 1) / Alignment * Alignment;
}
