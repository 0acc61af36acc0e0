using System.Text;
using System.Text.Json;

namespace Conduit.Records;

/// <summary>A text as JSON holds it, kept for as long as the same text is asked for: the name of a file or a feed, of which a million changes name few.</summary>
internal sealed class EncodedText
{
    private string? _text;
    private byte[] _json = [];

    public byte[] Of(string text)
    {
        if (text != _text)
            (_text, _json) = (text, Encode(text));
        return _json;
    }

    private static byte[] Encode(string text)
    {
        foreach (char character in text)
        {
            if (!PlainText.IsPlain(character))
                return JsonEncodedText.Encode(text, LazyJsonEncoder.Instance).EncodedUtf8Bytes.ToArray();
        }
        return Encoding.UTF8.GetBytes(text);
    }
}
