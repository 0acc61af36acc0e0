using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Conduit.Planning;
using Conduit.Records;
using Conduit.Transactions;

namespace Conduit.State;

/// <summary>
/// A checkpoint file: magic and format, header, the index entries of every kind, and a SHA-256 over all of it. Little-endian.
/// The two newest are kept, so that a damaged one costs nothing but reading a little more of the log.
/// </summary>
internal static class Checkpoint
{
    private const string Pattern = "checkpoint-*.index";

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

    public static void Write(string folder, StateHeader header, IReadOnlyList<IndexEntry[]> kinds)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
            StateHeaderJson.Write(writer, header);
        PrivateFile.Replace(PathOf(folder, header.Version), stream =>
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            void Put(ReadOnlySpan<byte> bytes)
            {
                stream.Write(bytes);
                hash.AppendData(bytes);
            }
            Put(Magic);
            PutNumber(StateHeader.Format);
            PutNumber(json.WrittenCount);
            Put(json.WrittenSpan);
            foreach (IndexEntry[] entries in kinds)
            {
                PutNumber(entries.Length);
                Put(MemoryMarshal.AsBytes(entries.AsSpan()));
            }
            stream.Write(hash.GetHashAndReset());

            void PutNumber(long number)
            {
                Span<byte> bytes = stackalloc byte[8];
                BitConverter.TryWriteBytes(bytes, number);
                Put(bytes);
            }
        });
    }

    /// <summary>Reads a checkpoint.</summary>
    /// <returns>Null when the file is damaged.</returns>
    /// <exception cref="DataFolderException">The file is of a newer format.</exception>
    public static (StateHeader Header, KindIndex[] Kinds)? Read(string folder, long version)
    {
        if (!BitConverter.IsLittleEndian)
            throw new DataFolderException("The state is kept little-endian, and this machine is not.");
        byte[] file = File.ReadAllBytes(PathOf(folder, version));
        int body = file.Length - SHA256.HashSizeInBytes;
        if (body < Magic.Length + 16 || !file.AsSpan().StartsWith(Magic))
            return null;
        int at = Magic.Length;
        long format = TakeNumber();
        if (format > StateHeader.Format)
            throw new DataFolderException($"The state has format {format}; this version reads up to {StateHeader.Format}. Use a newer version of Conduit.");
        if (!SHA256.HashData(file.AsSpan(0, body)).AsSpan().SequenceEqual(file.AsSpan(body)))
            return null;
        int headerLength = (int)TakeNumber();
        StateHeader header = StateHeaderJson.Read(file.AsMemory(at, headerLength));
        at += headerLength;
        var kinds = new KindIndex[RecordKinds.InOrder.Length];
        for (int kind = 0; kind < kinds.Length; kind++)
        {
            int count = (int)TakeNumber();
            var entries = new IndexEntry[count];
            int bytes = count * Marshal.SizeOf<IndexEntry>();
            file.AsSpan(at, bytes).CopyTo(MemoryMarshal.AsBytes(entries.AsSpan()));
            at += bytes;
            kinds[kind] = new KindIndex(entries, count);
        }
        return (header, kinds);

        long TakeNumber()
        {
            long number = BitConverter.ToInt64(file, at);
            at += 8;
            return number;
        }
    }
}
