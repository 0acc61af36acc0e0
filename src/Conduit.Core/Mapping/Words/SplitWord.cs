namespace Conduit.Mapping.Words;

/// <summary>
/// One of the pieces that separators part the value into, without the blanks around it: counted from 1 or with a minus from the end.
/// Where there are not so many, the value is blank.
/// </summary>
internal sealed class SplitWord(string separator, int number) : TextWord("split", separator, WholeNumber.Text(number))
{
    public static WordSpec Spec { get; } = new("split", "split(separator, number)",
        "Takes one of the pieces between separators, without the blanks around it; the first is 1, the last is -1. Where there are not so many it is blank.",
        2, 2, arguments =>
        arguments[0].Length == 0 || WholeNumber.Read(arguments[1]) is not { } number || number == 0 ? null : new SplitWord(arguments[0], number));

    protected override string? Change(string value, MapContext context)
    {
        string[] pieces = value.Split(separator);
        int index = number > 0 ? number - 1 : pieces.Length + number;
        return index >= 0 && index < pieces.Length ? pieces[index].Trim() : null;
    }
}
