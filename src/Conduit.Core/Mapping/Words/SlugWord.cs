using System.Text;

namespace Conduit.Mapping.Words;

/// <summary>
/// Makes a name for machines: small letters and digits, marks taken off Latin letters, apostrophes left out, and a sign, the hyphen
/// unless told otherwise, for everything between. Letters of other scripts stay.
/// </summary>
internal sealed class SlugWord(string separator = "-") : TextWord("slug", separator == "-" ? [] : [separator])
{
    public static WordSpec Spec { get; } = new("slug", "slug(separator)",
        "Makes a name for machines: small letters and digits, `é` as `e` and `ß` as `ss`, no apostrophes, and the separator (`-` unless told) for everything between. Letters of other scripts stay.",
        0, 1, arguments => new SlugWord(arguments.Count > 0 ? arguments[0] : "-"));

    protected override string Change(string value, MapContext context)
    {
        var slug = new StringBuilder();
        bool isBetween = false;
        foreach (Rune letter in LatinLetters.Fold(value).EnumerateRunes())
        {
            if (letter.Value is '\'' or '\u2019' or '\u02BC')
                continue;
            if (!Rune.IsLetterOrDigit(letter))
            {
                isBetween = true;
                continue;
            }
            if (isBetween && slug.Length > 0)
                slug.Append(separator);
            isBetween = false;
            slug.Append(Rune.ToLowerInvariant(letter));
        }
        return slug.ToString();
    }
}
