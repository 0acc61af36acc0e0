using System.Text.RegularExpressions;

namespace Conduit.Mapping;

/// <summary>
/// The regular expressions of mappings: those of .NET without regard to the language of the machine. Where the pattern allows it the
/// time to match grows with the text alone; where it looks around or back, <see cref="TimeLimit"/> ends the search.
/// </summary>
internal static class MapPattern
{
    /// <summary>How long one search may take.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromMilliseconds(250);

    /// <summary>Makes a pattern.</summary>
    /// <param name="text">The pattern.</param>
    /// <param name="options">Options besides the usual ones.</param>
    /// <param name="mayBacktrack">Whether patterns are taken that can only be searched for by trying.</param>
    /// <param name="regex">The regular expression.</param>
    /// <returns>Null, or what is wrong.</returns>
    public static MapError? Make(string text, RegexOptions options, bool mayBacktrack, out Regex? regex)
    {
        regex = null;
        options |= RegexOptions.CultureInvariant;
        try
        {
            regex = new Regex(text, options | RegexOptions.NonBacktracking, TimeLimit);
            return null;
        }
        catch (NotSupportedException) when (mayBacktrack)
        {
            regex = new Regex(text, options, TimeLimit);
            return null;
        }
        catch (NotSupportedException)
        {
            return new MapError(MapErrorCodes.PatternInvalid,
                $"The pattern '{text}' looks around or back, which a condition cannot do: it is asked of every row. Write it without (?=, (?!, (?<=, (?<!, (?> and \\1.");
        }
        catch (RegexParseException failure)
        {
            return new MapError(MapErrorCodes.PatternInvalid, $"The pattern '{text}' is no regular expression ({failure.Error}, at its character {failure.Offset}).");
        }
    }
}
