using Conduit.Mapping.Words;

namespace Conduit.Mapping;

/// <summary>Says where the value of a field comes from: first a column, text or constant, then the words one after another.</summary>
public sealed class FieldMapBuilder
{
    private readonly List<MapWord> _words = [];
    private string? _head;
    private bool _isConstant;

    internal FieldMapBuilder(HeadingTarget target) => Target = target;

    internal HeadingTarget Target { get; }

    internal BlankRule? BlankRule { get; private set; }

    /// <summary>Takes the value from a column, or from a text with columns in braces: <c>{FIRST}.{LAST}@x.edu</c>.</summary>
    /// <param name="columnOrTemplate">A heading; in single quotes where it holds a bar, a brace or a quote.</param>
    public FieldMapBuilder From(string columnOrTemplate)
    {
        _head = columnOrTemplate;
        _isConstant = false;
        return this;
    }

    /// <summary>Gives every row the same value.</summary>
    public FieldMapBuilder Constant(string text)
    {
        _head = text;
        _isConstant = true;
        return this;
    }

    /// <summary>Says what a blank means in this field.</summary>
    public FieldMapBuilder Blank(BlankRule rule)
    {
        BlankRule = rule;
        return this;
    }

    /// <summary>Takes blanks off both ends.</summary>
    public FieldMapBuilder Trim() => Word(new TrimWord());

    /// <summary>Makes capital letters small.</summary>
    public FieldMapBuilder Lower() => Word(new LowerWord());

    /// <summary>Makes small letters capital.</summary>
    public FieldMapBuilder Upper() => Word(new UpperWord());

    /// <summary>Stands in for a blank value.</summary>
    public FieldMapBuilder Default(string text) => Word(new DefaultWord(text));

    /// <summary>Finds the value in a table that <see cref="RecordMapBuilder{TRecord}.Lookup"/> gave.</summary>
    /// <param name="name">The name of the table.</param>
    /// <param name="fallback">What to take for a value without a row; null: such a value is dropped and told.</param>
    public FieldMapBuilder Lookup(string name, string? fallback = null) => Word(new LookupWord(name, fallback));

    /// <summary>Sends the value through a function of the host, by the name it was registered with.</summary>
    public FieldMapBuilder Function(string name) => Word(new FunctionWord(name));

    internal MapExpression? Finish(MapResources resources, List<MapError> errors)
    {
        if (_head is null)
        {
            errors.Add(new MapError(MapErrorCodes.ExpressionInvalid, "Say where the value comes from: From(\"COLUMN\") or Constant(\"text\")."));
            return null;
        }
        IReadOnlyList<ExpressionPart> parts = _isConstant ? [new ExpressionPart(_head, false)] : ExpressionParser.ParseHead(_head, errors);
        var expression = new MapExpression(parts, _words);
        errors.AddRange(expression.Resolve(resources));
        return errors.Count == 0 ? expression : null;
    }

    private FieldMapBuilder Word(MapWord word)
    {
        _words.Add(word);
        return this;
    }
}
