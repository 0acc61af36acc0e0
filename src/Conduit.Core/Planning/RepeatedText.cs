using System.Text;
using System.Text.Json;

namespace Conduit.Planning;

/// <summary>A text that a million lines repeat: as long as it stays the same no line makes a string of its own.</summary>
internal sealed class RepeatedText
{
    private byte[] _utf8 = [];
    private string _text = "";

    public string Of(ReadOnlySpan<byte> utf8)
    {
        if (!utf8.SequenceEqual(_utf8))
            (_utf8, _text) = (utf8.ToArray(), Encoding.UTF8.GetString(utf8));
        return _text;
    }

    /// <summary>The text that the reader stands on.</summary>
    public string Of(ref Utf8JsonReader reader) => reader.HasValueSequence || reader.ValueIsEscaped ? reader.GetString()! : Of(reader.ValueSpan);
}
