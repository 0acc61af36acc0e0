using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Conduit.Mapping.Words;

/// <summary>
/// Latin letters without their marks. A table and not Unicode's decomposition: what comes out ends up in usernames, so it must be the
/// same on every machine, with and without the data of languages.
/// </summary>
internal static class LatinLetters
{
    private const string Table =
        "a àáâãäåāăąḁạảấầẩẫậắằẳẵặ ae æ b ḃḅḇ c çćĉċčḉ d ðďđḋḍḏḑḓ e èéêëēĕėęěḕḗḙḛḝẹẻẽếềểễệ f ḟ g ĝğġģḡ h ĥħḣḥḧḩḫẖ i ìíîïĩīĭįıḭḯỉị ij ĳ j ĵ "
        + "k ķĸḱḳḵ l ĺļľŀłḷḹḻḽ m ḿṁṃ n ñńņňŉŋṅṇṉṋ o òóôõöøōŏőṍṏṑṓọỏốồổỗộớờởỡợ oe œ p ṕṗ r ŕŗřṙṛṝṟ s śŝşšſșṡṣṥṧṩ ss ß t ţťŧțṫṭṯṱẗ th þ "
        + "u ùúûüũūŭůűųṳṵṷṹṻụủứừửữự v ṽṿ w ŵẁẃẅẇẉẘ x ẋẍ y ýÿŷẏẙỳỵỷỹ z źżžẑẓẕ";

    private static readonly FrozenDictionary<char, string> Plain = Read();

    /// <summary>The text with Latin letters made plain (<c>é</c> to <c>e</c>, <c>ß</c> to <c>ss</c>) and marks that stand alone taken out; everything else stays.</summary>
    public static string Fold(string text)
    {
        if (System.Text.Ascii.IsValid(text))
            return text;
        var folded = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            char small = char.ToLowerInvariant(c);
            if (Plain.TryGetValue(small, out string? plain))
                folded.Append(small == c ? plain : plain.ToUpperInvariant());
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                folded.Append(c);
        }
        return folded.ToString();
    }

    private static FrozenDictionary<char, string> Read()
    {
        string[] parts = Table.Split(' ');
        var letters = new Dictionary<char, string>();
        for (int i = 0; i < parts.Length; i += 2)
        {
            foreach (char letter in parts[i + 1])
                letters.Add(letter, parts[i]);
        }
        return letters.ToFrozenDictionary();
    }
}
