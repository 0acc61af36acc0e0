namespace Conduit.Mapping.Words;

/// <summary>Makes the value so long with a character before it, or with a minus behind it: zeros unless told otherwise.</summary>
internal sealed class PadWord(int length, char character = '0')
    : TextWord("pad", character == '0' ? [WholeNumber.Text(length)] : [WholeNumber.Text(length), character.ToString()])
{
    /// <summary>The longest that a value is made.</summary>
    public const int Limit = 255;

    public static WordSpec Spec { get; } = new("pad", "pad(length, character)",
        "Makes the value so long with a character, 0 unless told, before it; behind it for a length below 0.",
        1, 2, arguments =>
        WholeNumber.Read(arguments[0]) is not { } length || length is 0 or > Limit or < -Limit || (arguments.Count > 1 && arguments[1].Length != 1)
            ? null
            : new PadWord(length, arguments.Count > 1 ? arguments[1][0] : '0'));

    protected override string Change(string value, MapContext context) => length > 0 ? value.PadLeft(length, character) : value.PadRight(-length, character);
}
