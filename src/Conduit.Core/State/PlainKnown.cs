using Conduit.Records;

namespace Conduit.State;

/// <summary>A known record as its line holds it, without the objects of <see cref="KnownRecord"/>. Used again for one record after another; its texts are valid until the next.</summary>
internal sealed class PlainKnown(RecordKind kind)
{
    /// <summary>The key, as JSON holds it.</summary>
    public Utf8Buffer Key { get; } = new();

    /// <summary>The id in the LMS, as JSON holds it.</summary>
    public Utf8Buffer LmsId { get; } = new();

    /// <summary>The source that brought it, as JSON holds it.</summary>
    public Utf8Buffer Source { get; } = new();

    public PlainRecord Values { get; } = new(kind);

    /// <summary>The values, as the object that <see cref="RecordJson"/> wrote.</summary>
    public Utf8Buffer Json { get; } = new();

    /// <summary>Reads a line that <see cref="KnownRecordJson"/> wrote.</summary>
    /// <returns>False when there is more to the record than a key, an LMS id, a source and the fields of its kind.</returns>
    public bool TryRead(ReadOnlySpan<byte> line)
    {
        return TryTake(ref line, "{\"key\":\""u8, Key) && TryTake(ref line, ",\"lmsId\":\""u8, LmsId) && TryTake(ref line, ",\"source\":\""u8, Source) && TryTakeValues(line);
    }

    private bool TryTakeValues(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> name = ",\"values\":"u8;
        if (!line.StartsWith(name) || !Values.TryRead(line[name.Length..], out int length) || !line[(name.Length + length)..].SequenceEqual("}\n"u8))
            return false;
        Json.Clear();
        Json.Append(line.Slice(name.Length, length));
        return true;
    }

    // A quote inside a text is written as \u0022, so the next one is its end.
    private static bool TryTake(ref ReadOnlySpan<byte> line, ReadOnlySpan<byte> name, Utf8Buffer text)
    {
        if (!line.StartsWith(name))
            return false;
        line = line[name.Length..];
        int end = line.IndexOf((byte)'"');
        if (end < 0)
            return false;
        text.Clear();
        text.Append(line[..end]);
        line = line[(end + 1)..];
        return true;
    }
}
