using System.Text.Json;
using Conduit.Planning;

namespace Conduit.Transactions;

/// <summary>What a segment holds, as far as pruning asks.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Runs">How many runs begin in it.</param>
/// <param name="FirstAt">The first date in it; null where it has none.</param>
internal readonly record struct SegmentFacts(int Number, long Bytes, int Runs, DateTimeOffset? FirstAt)
{
    private static ReadOnlySpan<byte> Run => "{\"t\":\"run\","u8;

    private static ReadOnlySpan<byte> Intent => "{\"t\":\"intent\","u8;

    /// <summary>Looks through a segment. Only the lines that matter are read as JSON.</summary>
    public static SegmentFacts Of(string folder, int number)
    {
        string path = FileTransactionLog.SegmentPath(folder, number);
        int runs = 0;
        DateTimeOffset? first = null;
        using var lines = new JsonLines(path);
        while (lines.Read())
        {
            ReadOnlySpan<byte> line = lines.Line.Span;
            if (line.StartsWith(Run))
                runs++;
            if (first is null && line.StartsWith((byte)'{') && !line.StartsWith(Intent))
                first = DateOf(line);
        }
        return new SegmentFacts(number, new FileInfo(path).Length, runs, first);
    }

    private static DateTimeOffset? DateOf(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            return JsonElement.ParseValue(ref reader).TryGetProperty("at", out JsonElement at) && at.TryGetDateTimeOffset(out DateTimeOffset date) ? date : null;
        }
        catch (JsonException)
        {
            // A damaged line has no date that could be trusted; the next one tells.
            return null;
        }
    }
}
