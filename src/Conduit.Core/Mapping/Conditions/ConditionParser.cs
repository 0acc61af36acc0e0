
namespace Conduit.Mapping.Conditions;

/// <summary>
/// Reads a condition: tests of columns (<c>is</c>, <c>is not</c>, <c>in</c>, <c>not in</c>, <c>matches</c>, <c>is empty</c>), joined by
/// <c>and</c> and <c>or</c>, of which <c>and</c> binds closer, with <c>not</c> and parentheses. Headings and values stand plain up to the
/// next word or sign, or in single quotes, those inside doubled.
/// </summary>
internal sealed class ConditionParser
{
    // Deeper than anybody writes, and far from where the stack ends.
    private const int DepthLimit = 50;

    private static readonly string[] AfterHeading = ["is", "in", "matches", "not"];
    private static readonly string[] AfterValue = ["and", "or"];

    private readonly string _text;
    private int _at;
    private int _depth;
    private MapError? _error;

    private ConditionParser(string text) => _text = text;

    /// <summary>Reads a condition.</summary>
    /// <returns>Null when an error was added.</returns>
    public static RowCondition? Parse(string text, List<MapError> errors)
    {
        var parser = new ConditionParser(text);
        RowCondition? condition = parser.ReadEither();
        parser.SkipBlanks();
        if (parser._error is null && parser._at < text.Length)
            parser.Fail("Here comes 'and', 'or' or the end; a value that holds such words or signs stands in single quotes");
        if (parser._error is null)
            return condition;
        errors.Add(parser._error);
        return null;
    }

    private RowCondition? ReadEither()
    {
        if (++_depth > DepthLimit)
            return Fail("The condition has too many parentheses in each other");
        RowCondition? left = ReadBoth();
        while (left is not null && TakeWord("or"))
            left = ReadBoth() is { } right ? left.Or(right) : null;
        _depth--;
        return left;
    }

    private RowCondition? ReadBoth()
    {
        RowCondition? left = ReadOne();
        while (left is not null && TakeWord("and"))
            left = ReadOne() is { } right ? left.And(right) : null;
        return left;
    }

    private RowCondition? ReadOne()
    {
        bool isNot = false;
        while (TakeWord("not"))
            isNot = !isNot;
        RowCondition? one;
        if (TakeSign('('))
        {
            one = ReadEither();
            if (one is not null && !TakeSign(')'))
                return Fail("A parenthesis is never closed");
        }
        else
        {
            one = ReadTest();
        }
        return isNot ? one?.Not() : one;
    }

    private RowCondition? ReadTest()
    {
        if (ReadText(AfterHeading) is not { } heading)
            return null;
        if (string.IsNullOrWhiteSpace(heading))
            return Fail("A column is missing: write its heading, then is, in or matches");
        bool isNot = false;
        RowCondition? test;
        if (TakeWord("is"))
        {
            isNot = TakeWord("not");
            test = TakeWord("empty") ? new EmptyCondition(heading)
                : TakeWord("in") ? ReadList(heading)
                : ReadText(AfterValue) is { } value ? ReadValue(heading, value) : null;
        }
        else
        {
            isNot = TakeWord("not");
            test = TakeWord("in") ? ReadList(heading)
                : TakeWord("matches") ? ReadPattern(heading)
                : Fail($"After the column '{heading}' comes is, is not, in, not in or matches; a heading that holds such words stands in single quotes");
        }
        return isNot ? test?.Not() : test;
    }

    private RowCondition? ReadValue(string heading, string value)
    {
        bool isMissing = value.Length == 0 && (_at == 0 || _text[_at - 1] != '\'');
        return isMissing ? Fail("A value is missing; a blank is told by 'is empty'") : new IsCondition(heading, value);
    }

    private MatchesCondition? ReadPattern(string heading)
    {
        SkipBlanks();
        int start = _at;
        if (ReadText(AfterValue) is not { } pattern)
            return null;
        MatchesCondition? condition = MatchesCondition.Make(heading, pattern, out MapError? error);
        _error ??= error is null ? null : error with { Offset = start };
        return condition;
    }

    private InCondition? ReadList(string heading)
    {
        var values = new List<string>();
        if (!TakeSign('('))
        {
            Fail("After 'in' come values in parentheses: in (9, 10)");
            return null;
        }
        do
        {
            if (ReadText([]) is not { } value)
                return null;
            values.Add(value);
        }
        while (TakeSign(','));
        if (TakeSign(')'))
            return new InCondition(heading, values);
        Fail("The values of 'in' have commas between them and a parenthesis behind them");
        return null;
    }

    /// <summary>A heading or value: in quotes, or plain up to a sign or one of the words.</summary>
    private string? ReadText(string[] ends)
    {
        SkipBlanks();
        if (_at < _text.Length && _text[_at] == '\'')
            return ReadQuoted();
        int start = _at;
        while (_at < _text.Length && _text[_at] is not ('(' or ')' or ',' or '\'') && !IsAtWord(ends, start))
            _at++;
        return _text[start.._at].Trim();
    }

    private string? ReadQuoted()
    {
        if (!QuotedText.TryRead(_text, ref _at, out string text))
        {
            Fail("A quote is never closed");
            return null;
        }
        return text;
    }

    private bool IsAtWord(string[] words, int start) =>
        (_at == start || char.IsWhiteSpace(_text[_at - 1])) && Array.Exists(words, word => IsWord(word));

    private bool IsWord(string word)
    {
        int end = _at + word.Length;
        return end <= _text.Length && string.Compare(_text, _at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0
            && (end == _text.Length || char.IsWhiteSpace(_text[end]) || _text[end] is '(' or ')' or '\'');
    }

    private bool TakeWord(string word)
    {
        SkipBlanks();
        if (!IsWord(word))
            return false;
        _at += word.Length;
        return true;
    }

    private bool TakeSign(char sign)
    {
        SkipBlanks();
        if (_at >= _text.Length || _text[_at] != sign)
            return false;
        _at++;
        return true;
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
            _at++;
    }

    private RowCondition? Fail(string message)
    {
        _error ??= new MapError(MapErrorCodes.ConditionInvalid, message + ".", Math.Min(_at, _text.Length));
        return null;
    }
}
