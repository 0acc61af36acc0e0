using System.Globalization;
using System.Text;

namespace Conduit.Mapping.Words;

/// <summary>
/// Reads a number and writes it plainly: no groups, no plus, no zeros before it or behind its decimals. A spreadsheet's <c>1.0</c> is
/// <c>1</c> again. Groups are of three digits, parted by the comma (by the point where the comma is the decimal sign), blanks or apostrophes.
/// </summary>
internal sealed class NumberWord(char decimalSign = '.') : TextWord("number", decimalSign == '.' ? [] : [decimalSign.ToString()])
{
    public static WordSpec Spec { get; } = new("number", "number(decimalsign)",
        "Reads a number, with groups of three digits or without, and writes it plainly: `1.0` is `1`, `1,234.50` is `1234.5`. The decimal sign is the point unless it is told to be the comma.",
        0, 1, arguments => arguments switch
    {
        [] or ["."] => new NumberWord(),
        [","] => new NumberWord(','),
        _ => null,
    });

    protected override string? Change(string value, MapContext context)
    {
        string? plain = Plain(value.Trim());
        if (plain is null || !decimal.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out decimal number))
            return context.FailToRead("a number", $"write digits, with '{decimalSign}' before decimals");
        return number.ToString("0.############################", CultureInfo.InvariantCulture);
    }

    /// <summary>The number without groups and with a decimal point; null where the groups are none.</summary>
    private string? Plain(string text)
    {
        int end = text.IndexOf(decimalSign, StringComparison.Ordinal);
        int exponent = text.IndexOfAny(['e', 'E']);
        string whole = end >= 0 ? text[..end] : exponent >= 0 ? text[..exponent] : text;
        string rest = text[whole.Length..];
        var digits = new StringBuilder();
        int group = -1;
        foreach (char c in whole)
        {
            if (c == (decimalSign == '.' ? ',' : '.') || char.IsWhiteSpace(c) || c is '\'' or '\u2019')
            {
                if (group is not -1 and not 3 || digits.Length == 0)
                    return null;
                group = 0;
            }
            else
            {
                digits.Append(c);
                group += group < 0 ? 0 : 1;
            }
        }
        return group is -1 or 3 ? digits.Append(rest.Replace(decimalSign, '.')).ToString() : null;
    }
}
