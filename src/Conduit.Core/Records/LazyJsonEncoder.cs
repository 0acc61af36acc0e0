using System.Buffers;
using System.Text.Encodings.Web;

namespace Conduit.Records;

/// <summary>
/// The framework's usual escapes, of which nothing is set up as long as all text is ASCII: to find out whether text needs any, the framework compiles a dozen methods, which takes a process
/// that lives for a quarter of a second longer than all the text there is. For names and headers; records are many, and are better looked at the framework's way.
/// </summary>
internal sealed class LazyJsonEncoder : JavaScriptEncoder
{
    private const int MostForOne = 6;

    public static LazyJsonEncoder Instance { get; } = new();

    public override int MaxOutputCharactersPerInputCharacter => MostForOne;

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        for (int i = 0; i < textLength; i++)
        {
            if (!PlainText.IsPlain(text[i]))
                return IsAscii(text[i]) ? i : Behind(i, Default.FindFirstCharacterToEncode(text + i, textLength - i));
        }
        return -1;
    }

    public override int FindFirstCharacterToEncodeUtf8(ReadOnlySpan<byte> utf8Text)
    {
        for (int i = 0; i < utf8Text.Length; i++)
        {
            if (!PlainText.IsPlain((char)utf8Text[i]))
                return IsAscii((char)utf8Text[i]) ? i : Behind(i, Default.FindFirstCharacterToEncodeUtf8(utf8Text[i..]));
        }
        return -1;
    }

    public override OperationStatus Encode(ReadOnlySpan<char> source, Span<char> destination, out int charsConsumed, out int charsWritten, bool isFinalBlock = true)
    {
        (charsConsumed, charsWritten) = (0, 0);
        for (; charsConsumed < source.Length; charsConsumed++)
        {
            if (!IsAscii(source[charsConsumed]))
            {
                OperationStatus status = Default.Encode(source[charsConsumed..], destination[charsWritten..], out int consumed, out int written, isFinalBlock);
                (charsConsumed, charsWritten) = (charsConsumed + consumed, charsWritten + written);
                return status;
            }
            if (destination.Length - charsWritten < MostForOne)
                return OperationStatus.DestinationTooSmall;
            charsWritten += Put(source[charsConsumed], destination[charsWritten..]);
        }
        return OperationStatus.Done;
    }

    public override OperationStatus EncodeUtf8(ReadOnlySpan<byte> utf8Source, Span<byte> utf8Destination, out int bytesConsumed, out int bytesWritten, bool isFinalBlock = true)
    {
        (bytesConsumed, bytesWritten) = (0, 0);
        Span<char> escape = stackalloc char[MostForOne];
        for (; bytesConsumed < utf8Source.Length; bytesConsumed++)
        {
            if (!IsAscii((char)utf8Source[bytesConsumed]))
            {
                OperationStatus status = Default.EncodeUtf8(utf8Source[bytesConsumed..], utf8Destination[bytesWritten..], out int consumed, out int written, isFinalBlock);
                (bytesConsumed, bytesWritten) = (bytesConsumed + consumed, bytesWritten + written);
                return status;
            }
            int length = Put((char)utf8Source[bytesConsumed], escape);
            if (utf8Destination.Length - bytesWritten < length)
                return OperationStatus.DestinationTooSmall;
            for (int i = 0; i < length; i++)
                utf8Destination[bytesWritten++] = (byte)escape[i];
        }
        return OperationStatus.Done;
    }

    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten) =>
        Default.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);

    public override bool WillEncode(int unicodeScalar) => Default.WillEncode(unicodeScalar);

    private static bool IsAscii(char character) => character < 0x80;

    private static int Behind(int start, int found) => found < 0 ? -1 : start + found;

    // Writes an ASCII character as JSON holds it.
    private static int Put(char character, Span<char> target)
    {
        if (PlainText.IsPlain(character))
        {
            target[0] = character;
            return 1;
        }
        char letter = character switch { '\\' => '\\', '\b' => 'b', '\t' => 't', '\n' => 'n', '\f' => 'f', '\r' => 'r', _ => 'u' };
        (target[0], target[1]) = ('\\', letter);
        if (letter != 'u')
            return 2;
        (target[2], target[3], target[4], target[5]) = ('0', '0', "0123456789ABCDEF"[character >> 4], "0123456789ABCDEF"[character & 15]);
        return MostForOne;
    }
}
