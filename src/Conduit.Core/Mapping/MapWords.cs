using Conduit.Mapping.Words;

namespace Conduit.Mapping;

/// <summary>The words of the mapping language. A new word is a class in <c>Words</c>, a line here, a method of the builder and a row of the manual.</summary>
internal static class MapWords
{
    /// <summary>All words, in the order of the manual.</summary>
    public static IReadOnlyList<WordSpec> All { get; } =
    [
        TrimWord.Spec,
        LowerWord.Spec,
        UpperWord.Spec,
        DefaultWord.Spec,
        RequiredWord.Spec,
        CoalesceWord.Spec,
        TemplateWord.Spec,
        ReplaceWord.Spec,
        MatchWord.Spec,
        PartWord.Spec,
        SplitWord.Spec,
        PadWord.Spec,
        SlugWord.Spec,
        LookupWord.Spec,
        DateWord.Spec,
        NumberWord.Spec,
        FlagWord.Spec,
        CountryWord.Spec,
        LanguageWord.Spec,
        UniqueWord.Spec,
    ];

    /// <summary>The word of this name, without regard to case; null when there is none.</summary>
    public static WordSpec? Find(string name)
    {
        foreach (WordSpec spec in All)
        {
            if (string.Equals(spec.Name, name, StringComparison.OrdinalIgnoreCase))
                return spec;
        }
        return null;
    }
}
