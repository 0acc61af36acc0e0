using System.Globalization;
using System.Security.Cryptography;
using Conduit.Planning;

namespace Conduit.Sinks;

/// <summary>
/// Appends whole batches to a file. Beside the file stands, while an append is under way, a note of where the append begins, where
/// it shall end and what it shall hold; whoever opens the file next takes an append that was cut off away again.
/// </summary>
internal static class FolderAppend
{
    private const string Title = "conduit append 1";

    /// <summary>Appends, and brings the file to the disk.</summary>
    /// <exception cref="IOException">Nothing can be told of the append until <see cref="Repair"/> has been called.</exception>
    public static void Append(string path, long start, ReadOnlySpan<byte> rows)
    {
        string note = NoteOf(path);
        string folder = Path.GetDirectoryName(path)!;
        using (FileStream held = PrivateFile.Open(note, FileMode.Create, FileAccess.ReadWrite, FileShare.None))
        {
            held.Write(System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Title} {start} {start + rows.Length} {Hash(rows)}\n")));
            held.Flush(flushToDisk: true);
            PrivateFile.FlushFolder(folder);
            using FileStream file = PrivateFile.Open(path, FileMode.Open);
            file.Position = start;
            file.Write(rows);
            file.Flush(flushToDisk: true);
        }
        Forget(note, folder);
    }

    /// <summary>Takes an append that was cut off away again. One that is whole stays, and so does a file that somebody wrote since.</summary>
    /// <exception cref="IOException">Another process is appending, or the file cannot be written.</exception>
    public static void Repair(string path)
    {
        string note = NoteOf(path);
        if (!File.Exists(note))
            return;
        using (var held = new FileStream(note, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            if (Read(held) is var (start, end, hash) && File.Exists(path))
                Cut(path, start, end, hash);
        }
        Forget(note, Path.GetDirectoryName(path)!);
    }

    private static string NoteOf(string path) => path + ".append";

    private static void Forget(string note, string folder)
    {
        PrivateFile.Delete(note);
        // A note that came back after a power cut would speak of a file that has changed since.
        PrivateFile.FlushFolder(folder);
    }

    private static string Hash(ReadOnlySpan<byte> rows) => Convert.ToHexStringLower(SHA256.HashData(rows));

    // A note that is cut itself was never on the disk when the append began.
    private static (long Start, long End, string Hash)? Read(FileStream note)
    {
        using var reader = new StreamReader(note, leaveOpen: true);
        string text = reader.ReadToEnd();
        string[] parts = text.StartsWith(Title, StringComparison.Ordinal) && text.EndsWith('\n') ? text[Title.Length..].Trim().Split(' ') : [];
        return parts.Length == 3 && long.TryParse(parts[0], CultureInfo.InvariantCulture, out long start) && long.TryParse(parts[1], CultureInfo.InvariantCulture, out long end)
            ? (start, end, parts[2])
            : null;
    }

    private static void Cut(string path, long start, long end, string hash)
    {
        using FileStream file = PrivateFile.Open(path, FileMode.Open);
        if (file.Length <= start || file.Length > end)
            return;
        var rows = new byte[file.Length - start];
        file.Position = start;
        file.ReadExactly(rows);
        if (file.Length == end && Hash(rows) == hash)
            return;
        file.SetLength(start);
        file.Flush(flushToDisk: true);
    }
}
