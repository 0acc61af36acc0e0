namespace Conduit.Records;

/// <summary>Tells whether the text of a cell is, byte for byte, what files hold of its value.</summary>
internal static class PlainText
{
    /// <summary>What JSON holds as it is: ASCII without controls and without what the writer of our files escapes.</summary>
    private static ReadOnlySpan<bool> Plain =>
    [
        false, false, false, false, false, false, false, false, false, false, false, false, false, false, false, false,
        false, false, false, false, false, false, false, false, false, false, false, false, false, false, false, false,
        true, true, false, true, true, true, false, false, true, true, true, false, true, true, true, true,
        true, true, true, true, true, true, true, true, true, true, true, true, false, true, false, true,
        true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true,
        true, true, true, true, true, true, true, true, true, true, true, true, false, true, true, true,
        false, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true,
        true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, false,
    ];

    /// <summary>Whether JSON holds a character as it is.</summary>
    public static bool IsPlain(char character) => character < Plain.Length && Plain[character];

    /// <summary>Whether a text that is not empty would be written as it stands: without escapes, and without blanks around it.</summary>
    public static bool Holds(ReadOnlySpan<byte> text)
    {
        if (text[0] == ' ' || text[^1] == ' ')
            return false;
        ReadOnlySpan<bool> plain = Plain;
        foreach (byte character in text)
        {
            if (character >= plain.Length || !plain[character])
                return false;
        }
        return true;
    }

    /// <summary>Whether a text that is not empty is what files hold of the value of a field, by its type.</summary>
    /// <param name="field">A field that identifies something, or is no text at all: text for people is kept with its blanks.</param>
    /// <param name="text">The text of the cell.</param>
    public static bool IsValue(RecordField field, ReadOnlySpan<byte> text) => field.Type switch
    {
        FieldType.Date => DateText.TryRead(text, out _),
        FieldType.Status => text.SequenceEqual("active"u8) || text.SequenceEqual("suspended"u8),
        // A cell with several roles is sorted, and each stands there once.
        FieldType.Roles => Holds(text) && text.IndexOfAny((byte)',', (byte)';', (byte)'|') < 0,
        FieldType.Text => Holds(text) && !(field.Is(FieldTraits.FoldsCase) && text.ContainsAnyInRange((byte)'A', (byte)'Z')),
        _ => false,
    };
}
