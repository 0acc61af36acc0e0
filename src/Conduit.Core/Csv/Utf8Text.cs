using System.Buffers;
using System.Text;

namespace Conduit.Csv;

/// <summary>Where text stops being UTF-8.</summary>
internal static class Utf8Text
{
    /// <summary>The index of the first byte that belongs to no character, or -1.</summary>
    public static int FirstInvalid(ReadOnlySpan<byte> text)
    {
        int at = 0;
        while (at < text.Length)
        {
            if (Rune.DecodeFromUtf8(text[at..], out _, out int consumed) != OperationStatus.Done)
                return at;
            at += consumed;
        }

        return -1;
    }
}
