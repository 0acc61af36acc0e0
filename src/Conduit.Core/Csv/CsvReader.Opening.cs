using System.IO.Pipelines;
using System.Runtime.InteropServices;

namespace Conduit.Csv;

/// <content>Where the bytes come from.</content>
public sealed partial class CsvReader
{
    /// <summary>Opens a file for reading, shared with other readers. It is read through one buffer of 256 KiB, on the calling thread.</summary>
    /// <param name="path">The file.</param>
    /// <param name="dialect">What the file may look like; <see langword="null"/> means <see cref="CsvDialect.Default"/>.</param>
    /// <exception cref="ArgumentException">A value of the dialect cannot work.</exception>
    /// <exception cref="FileNotFoundException">There is no such file. Other I/O exceptions pass through as well.</exception>
    public static CsvReader OpenFile(string path, CsvDialect? dialect = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        dialect = Checked(dialect);
        return new CsvReader(new FileFeed(File.OpenHandle(path, options: FileOptions.SequentialScan)), dialect);
    }

    /// <summary>Reads bytes in memory, in place where they are an array. They must not change while they are read.</summary>
    /// <param name="bytes">The whole input.</param>
    /// <param name="dialect">What the input may look like; <see langword="null"/> means <see cref="CsvDialect.Default"/>.</param>
    /// <exception cref="ArgumentException">A value of the dialect cannot work.</exception>
    public static CsvReader FromMemory(ReadOnlyMemory<byte> bytes, CsvDialect? dialect = null)
    {
        dialect = Checked(dialect);
        ArraySegment<byte> array = MemoryMarshal.TryGetArray(bytes, out ArraySegment<byte> found) ? found : new ArraySegment<byte>(bytes.ToArray());
        return new CsvReader(new MemoryFeed(array), dialect);
    }

    /// <summary>
    /// Reads a pipe. Its segments are parsed where they lie. Have it read in pieces of 1 MiB (buffers of 2 MiB) where you make it from a file or stream: at the usual 4 KiB the feeding
    /// costs more than the parsing. Only <see cref="ReadAsync"/> works on a pipe. Disposal completes the pipe's reader.
    /// </summary>
    /// <param name="reader">The pipe's reader.</param>
    /// <param name="dialect">What the input may look like; <see langword="null"/> means <see cref="CsvDialect.Default"/>.</param>
    /// <exception cref="ArgumentException">A value of the dialect cannot work.</exception>
    public static CsvReader Create(PipeReader reader, CsvDialect? dialect = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return new CsvReader(new PipeFeed(reader), Checked(dialect), pipe: reader);
    }

    /// <summary>Reads a stream from where it stands, through one buffer of 256 KiB.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="dialect">What the input may look like; <see langword="null"/> means <see cref="CsvDialect.Default"/>.</param>
    /// <param name="leaveOpen">Whether the stream stays open when the reader is disposed.</param>
    /// <exception cref="ArgumentException">A value of the dialect cannot work, or the stream cannot be read.</exception>
    public static CsvReader Create(Stream stream, CsvDialect? dialect = null, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanRead)
            throw new ArgumentException("The stream cannot be read.", nameof(stream));
        return new CsvReader(new StreamFeed(stream, leaveOpen), Checked(dialect), stream: leaveOpen ? null : stream);
    }

    private static CsvDialect Checked(CsvDialect? dialect)
    {
        dialect ??= CsvDialect.Default;
        CsvDialect.Validate(dialect);
        return dialect;
    }
}
