namespace Conduit.Mapping.Words;

/// <summary>
/// Reads yes or no and writes 1 or 0: the usual words, or those that are told. With a word for yes alone, everything else is no; with
/// one for each, everything else is an issue.
/// </summary>
internal sealed class FlagWord(string? yes = null, string? no = null) : TextWord("flag", yes is null ? [] : no is null ? [yes] : [yes, no])
{
    public static WordSpec Spec { get; } = new("flag", "flag(yes, no)",
        "Reads yes or no as 1 or 0: the usual words; with one word for yes everything else is no; with a word for each anything else is dropped and told.",
        0, 2, arguments => arguments.Any(string.IsNullOrWhiteSpace)
        ? null
        : new FlagWord(arguments.ElementAtOrDefault(0), arguments.ElementAtOrDefault(1)));

    protected override string? Change(string value, MapContext context)
    {
        string word = value.Trim();
        bool? flag = yes is null ? YesOrNo.Read(word.ToLowerInvariant())
            : Is(word, yes) ? true
            : no is null || Is(word, no) ? false
            : null;
        return flag switch
        {
            true => "1",
            false => "0",
            _ => context.FailToRead("yes or no", yes is null ? "write yes or no, 1 or 0, or tell the word which words the column has: flag(yes, no)" : $"write {yes} or {no}, or correct the mapping"),
        };
    }

    private static bool Is(string word, string known) => word.Equals(known.Trim(), StringComparison.OrdinalIgnoreCase);
}
