using System.Text.RegularExpressions;
using Conduit.Records;

namespace Conduit.Mapping.Words;

/// <summary>
/// Takes out what a regular expression matches: its first group, or the whole match where it has none. A value without a match is an
/// issue and is dropped, unless the word names what to take instead (<c>{}</c> is the value itself).
/// </summary>
internal sealed class MatchWord(string pattern, string? fallback = null)
    : TextWord("match", fallback is null ? [pattern] : [pattern, fallback])
{
    private Regex? _regex;

    public static WordSpec Spec { get; } = new("match", "match(pattern, text)",
        "Takes out what the regular expression matches: its first group, or the whole match. Case counts. A value without a match becomes the text (`{}` is the value itself); without a text it is dropped and told.",
        1, 2, arguments =>
        new MatchWord(arguments[0], arguments.Count > 1 ? arguments[1] : null));

    public override MapError? Resolve(MapResources resources) => MapPattern.Make(pattern, RegexOptions.None, mayBacktrack: true, out _regex);

    protected override string? Change(string value, MapContext context)
    {
        try
        {
            Match match = _regex!.Match(value);
            if (match.Success)
                return match.Groups.Count > 1 ? match.Groups[1].Value : match.Value;
        }
        catch (RegexMatchTimeoutException)
        {
            return context.Fail(IssueCodes.PatternTimeout, $"The pattern of the word match took more than {MapPattern.TimeLimit.TotalMilliseconds} ms on the value; write it without repeats inside of repeats.");
        }
        return fallback is null
            ? context.Fail(IssueCodes.MatchMissing, "The pattern of the word match fits nothing in the value; correct either, or name what to take instead: match(pattern, text).")
            : Fallback.Of(fallback, value);
    }
}
