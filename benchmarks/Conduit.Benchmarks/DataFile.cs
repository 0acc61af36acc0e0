using System.Text;

namespace Conduit.Benchmarks;

/// <summary>The files that contenders read.</summary>
internal static class DataFile
{
    /// <summary>
    /// Begins a file. It is written a mebibyte at a time, so that it lies in the page cache as a file does that was copied there or read ahead from the disk: in large pages. Written in pieces
    /// of 64 KiB that begin anywhere it lies in pages of 4 KiB, which the kernel takes two to three times as long to copy.
    /// </summary>
    public static StreamWriter Create(string path) =>
        new(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 20), new UTF8Encoding(false), 1 << 16) { NewLine = "\n" };
}
