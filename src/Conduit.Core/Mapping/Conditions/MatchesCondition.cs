using System.Text.RegularExpressions;

namespace Conduit.Mapping.Conditions;

/// <summary>A part of the cell fits a pattern, without regard to case.</summary>
internal sealed class MatchesCondition : ColumnCondition
{
    private readonly string _heading;
    private readonly Regex _regex;

    private MatchesCondition(string heading, Regex regex, int column)
        : base(heading, column)
    {
        _heading = heading;
        _regex = regex;
    }

    /// <summary>Makes the test; null when the pattern is none that a condition can use.</summary>
    public static MatchesCondition? Make(string heading, string pattern, out MapError? error)
    {
        error = MapPattern.Make(pattern, RegexOptions.IgnoreCase, mayBacktrack: false, out Regex? regex);
        return regex is null ? null : new MatchesCondition(heading, regex, -1);
    }

    protected override RowCondition At(int place) => new MatchesCondition(_heading, _regex, place);

    protected override bool Test(ReadOnlySpan<char> cell) => _regex.IsMatch(cell);

    protected override string Phrase(bool isNot) => $"{(isNot ? "not " : "")}matches {CanonicalText.Quote(_regex.ToString())}";
}
