using System.Globalization;

namespace Conduit.Mapping.Words;

/// <summary>Some of the characters of the value: from a place, counted from 1 or with a minus from the end, so many or all that follow.</summary>
internal sealed class PartWord(int start, int? length = null)
    : TextWord("part", length is null ? [WholeNumber.Text(start)] : [WholeNumber.Text(start), WholeNumber.Text(length.Value)])
{
    public static WordSpec Spec { get; } = new("part", "part(start, length)",
        "Takes so many characters, or all that follow; the first is 1, the last is -1.",
        1, 2, arguments =>
    {
        int? start = WholeNumber.Read(arguments[0]);
        int? length = arguments.Count > 1 ? WholeNumber.Read(arguments[1]) : null;
        return start is null or 0 || (arguments.Count > 1 && length is null or < 1) ? null : new PartWord(start.Value, length);
    });

    protected override string Change(string value, MapContext context)
    {
        // Characters as people count them: a letter with its marks is one.
        int[] starts = StringInfo.ParseCombiningCharacters(value);
        int first = Math.Max(0, start > 0 ? start - 1 : starts.Length + start);
        int end = length is null ? starts.Length : Math.Min(starts.Length, (int)Math.Min(int.MaxValue, (long)first + length.Value));
        return first >= end ? "" : value[starts[first]..(end == starts.Length ? value.Length : starts[end])];
    }
}
