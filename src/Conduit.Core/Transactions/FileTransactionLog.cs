using System.Globalization;
using System.Text.Json;
using Conduit.Planning;

namespace Conduit.Transactions;

/// <summary>
/// The log as files: segments of JSON lines in the folder <c>log</c> of a data folder, for the owner only. A torn last line, as
/// a crash leaves it, is cut off when the log is next opened.
/// </summary>
public sealed class FileTransactionLog : ITransactionLog
{
    /// <summary>The version of the line format. Newer code reads older files; older code refuses newer ones.</summary>
    internal const int Format = 2;

    private readonly string _segments;

    /// <summary>A segment of this many bytes is followed by another, between two batches.</summary>
    internal long LargestSegment { get; init; } = 128L << 20;

    /// <summary>A segment of this many bytes is followed by another when a run begins: what is to be forgotten is forgotten by the segment.</summary>
    internal long SmallestSegment { get; init; } = 64L << 10;

    /// <summary>A log in a data folder, which is made when the log is first written.</summary>
    public FileTransactionLog(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        Folder = Path.GetFullPath(folder);
        _segments = Path.Combine(Folder, "log");
    }

    /// <inheritdoc />
    public string Folder { get; }

    /// <inheritdoc />
    public ValueTask<ITransactionWriter> OpenAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            PrivateFile.CreateFolder(Folder);
            PrivateFile.CreateFolder(_segments);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataFolderException($"The data folder {Folder} cannot be made or written. Give the process write access, or name another folder.", exception);
        }
        List<int> segments = Segments();
        return ValueTask.FromResult<ITransactionWriter>(new SegmentWriter(this, _segments, segments.Count == 0 ? 0 : segments[^1]));
    }

    /// <inheritdoc />
    public IEnumerable<TransactionEntry> Read(LogPosition from = default)
    {
        var reader = new EntryReader();
        foreach (int segment in Segments())
        {
            if (segment < from.Segment)
                continue;
            using var lines = new JsonLines(SegmentPath(_segments, segment), segment == from.Segment ? from.Offset : 0);
            long start = lines.Position;
            while (lines.Read())
            {
                TransactionEntry? entry = ReadEntry(lines.Line.Span, reader, new LogPosition(segment, start));
                start = lines.Position;
                if (entry is not null)
                    yield return entry;
            }
        }
    }

    internal static string SegmentPath(string folder, int segment) =>
        Path.Combine(folder, "segment-" + segment.ToString("d6", CultureInfo.InvariantCulture) + ".jsonl");

    private static TransactionEntry? ReadEntry(ReadOnlySpan<byte> line, EntryReader reader, LogPosition position)
    {
        try
        {
            return reader.Read(line);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException or ArgumentException or KeyNotFoundException)
        {
            reader.LoseCount();
            return new DamagedEntry(position, $"Line at byte {position.Offset} of log segment {position.Segment} is damaged.");
        }
    }

    /// <summary>The numbers of the segments, the oldest first.</summary>
    internal List<int> Segments()
    {
        var numbers = new List<int>();
        if (!Directory.Exists(_segments))
            return numbers;
        foreach (string path in Directory.EnumerateFiles(_segments, "segment-*.jsonl"))
        {
            if (int.TryParse(Path.GetFileNameWithoutExtension(path)["segment-".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out int number))
                numbers.Add(number);
        }
        numbers.Sort();
        return numbers;
    }
}
