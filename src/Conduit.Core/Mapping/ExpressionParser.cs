using Conduit.Mapping.Words;

namespace Conduit.Mapping;

/// <summary>
/// Reads an expression: <c>EMAIL | trim | lower</c>, <c>'SIS ID' | trim</c>, <c>{FIRST}.{LAST}@x.edu | lower</c>.
/// The head is a column (in single quotes where its heading holds <c>|</c>, braces or quotes) or a text with columns in braces;
/// then words with bars between them, their arguments plain or in single quotes. A quote inside quotes is doubled. Where the words
/// begin at once (<c>| coalesce(MAIL, EMAIL)</c>), the value is blank to begin with.
/// </summary>
internal sealed class ExpressionParser
{
    private readonly string _text;
    private readonly List<MapError> _errors;
    private readonly List<MapWord> _words = [];
    private int _at;

    private ExpressionParser(string text, List<MapError> errors)
    {
        _text = text;
        _errors = errors;
    }

    /// <summary>Reads an expression.</summary>
    /// <returns>Null when errors were added.</returns>
    public static MapExpression? Parse(string text, MapResources resources, List<MapError> errors)
    {
        int before = errors.Count;
        var parser = new ExpressionParser(text, errors);
        List<ExpressionPart> parts = parser.ReadHead();
        parser.ReadWords(resources);
        return errors.Count == before ? new MapExpression(parts, parser._words) : null;
    }

    /// <summary>Reads a head alone: a column or a text with columns in braces.</summary>
    public static List<ExpressionPart> ParseHead(string text, List<MapError> errors)
    {
        var parser = new ExpressionParser(text, errors);
        List<ExpressionPart> parts = parser.ReadHead();
        if (parser._at < text.Length)
            parser.Fail("Words come by their methods here: leave the bar and what follows it out");
        return parts;
    }

    private List<ExpressionPart> ReadHead()
    {
        SkipBlanks();
        if (_at < _text.Length && _text[_at] == '\'')
        {
            string quoted = ReadQuoted();
            SkipBlanks();
            if (_at < _text.Length && _text[_at] != '|')
                Fail("After a column in quotes comes a bar or the end");
            return [new ExpressionPart(quoted, true)];
        }
        int end = _text.IndexOf('|', _at);
        int brace = _text.IndexOf('{', _at);
        if (brace >= 0 && (end < 0 || brace < end))
            return ReadTemplate();
        string column = (end < 0 ? _text[_at..] : _text[_at..end]).Trim();
        if (column.Length == 0 && end < 0)
            Fail("A column is missing: write its heading first, or a text with headings in braces");
        _at = end < 0 ? _text.Length : end;
        return column.Length == 0 ? [] : [new ExpressionPart(column, true)];
    }

    private List<ExpressionPart> ReadTemplate()
    {
        int start = _at;
        bool isOpen = false;
        for (; _at < _text.Length && (isOpen || _text[_at] != '|'); _at++)
            isOpen = _text[_at] == '{' || (isOpen && _text[_at] != '}');
        var errors = new List<MapError>();
        // Blanks before a bar are for the eye.
        List<ExpressionPart> parts = TemplateParser.Parse(_text[start.._at].TrimEnd(), errors);
        if (parts.Exists(part => part.IsColumn && part.Text.Length == 0))
            errors.Add(new MapError(MapErrorCodes.ExpressionInvalid, "Empty braces: write the heading of a column into them."));
        _errors.AddRange(errors.Select(error => error with { Offset = start + error.Offset }));
        return parts;
    }

    private void ReadWords(MapResources resources)
    {
        while (_at < _text.Length)
        {
            _at++; // the bar
            SkipBlanks();
            int start = _at;
            while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] == '_'))
                _at++;
            string name = _text[start.._at];
            if (name.Length == 0)
            {
                Fail("A word is missing after the bar");
                return;
            }
            List<string>? arguments = ReadArguments();
            if (arguments is null)
                return;
            AddWord(name, arguments, start, resources);
            SkipBlanks();
            if (_at < _text.Length && _text[_at] != '|')
            {
                Fail("After a word comes a bar or the end");
                return;
            }
        }
    }

    private void AddWord(string name, List<string> arguments, int start, MapResources resources)
    {
        MapWord word;
        if (MapWords.Find(name) is { } spec)
        {
            if (!spec.Fits(arguments))
            {
                _errors.Add(new MapError(MapErrorCodes.WordArguments, $"'{name}' is written {spec.Usage}: these arguments do not fit.", start));
                return;
            }
            word = spec.Make(arguments)!;
        }
        else
        {
            word = new FunctionWord(name);
            if (arguments.Count > 0 && resources.Functions.Find(name) is not null)
                _errors.Add(new MapError(MapErrorCodes.WordArguments, $"The function '{name}' takes no arguments; it is given the value.", start));
        }
        if (word.Resolve(resources) is { } error)
            _errors.Add(error with { Offset = start });
        else
            _words.Add(word);
    }

    /// <summary>The arguments in parentheses; empty without any, null after an error.</summary>
    private List<string>? ReadArguments()
    {
        var arguments = new List<string>();
        SkipBlanks();
        if (_at >= _text.Length || _text[_at] != '(')
            return arguments;
        _at++;
        while (true)
        {
            SkipBlanks();
            if (_at < _text.Length && _text[_at] == '\'')
            {
                arguments.Add(ReadQuoted());
                SkipBlanks();
            }
            else
            {
                int start = _at;
                while (_at < _text.Length && _text[_at] is not (',' or ')'))
                    _at++;
                string plain = _text[start.._at].Trim();
                if (plain.Length > 0 || arguments.Count > 0 || (_at < _text.Length && _text[_at] == ','))
                    arguments.Add(plain);
            }
            if (_at >= _text.Length || _text[_at] is not (',' or ')'))
            {
                Fail("A parenthesis is never closed");
                return null;
            }
            if (_text[_at++] == ')')
                return arguments;
        }
    }

    private string ReadQuoted()
    {
        if (!QuotedText.TryRead(_text, ref _at, out string text))
        {
            Fail("A quote is never closed");
            return text;
        }
        return text;
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
            _at++;
    }

    private void Fail(string message) => _errors.Add(new MapError(MapErrorCodes.ExpressionInvalid, message + ".", Math.Min(_at, _text.Length)));
}
