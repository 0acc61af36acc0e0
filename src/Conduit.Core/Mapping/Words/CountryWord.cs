using Conduit.Records;

namespace Conduit.Mapping.Words;

/// <summary>Reads a country, by its code of two or three letters or its English name, and writes the code of two letters.</summary>
internal sealed class CountryWord() : TextWord("country")
{
    public static WordSpec Spec { get; } = new("country", "country",
        "Reads a country by its code of two or three letters or its English name as the code of two letters.",
        0, 0, _ => new CountryWord());

    protected override string? Change(string value, MapContext context) => CountryNames.Find(value)
        ?? context.Fail(IssueCodes.CountryUnknown, "The value is no country that is known by its code or English name; write its code of ISO 3166-1, or translate it with a lookup.");
}
