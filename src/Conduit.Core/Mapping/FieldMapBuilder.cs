using Conduit.Mapping.Words;
using Conduit.Records;

namespace Conduit.Mapping;

/// <summary>
/// Says where the value of a field comes from: first a column, text or constant, then the words one after another. Every word of
/// <c>docs/mapping.md</c> is a method here, and nothing else is.
/// </summary>
public sealed class FieldMapBuilder
{
    private readonly List<MapWord> _words = [];
    private string? _head;
    private bool _isConstant;
    private BlankRule _blank;
    private RowCondition? _when;
    private TimeZoneInfo? _zone;

    internal FieldMapBuilder(HeadingTarget target) => Target = target;

    internal HeadingTarget Target { get; }

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
        _blank = rule;
        return this;
    }

    /// <summary>
    /// States the field only in rows that fulfil a condition. A field that is begun again says what holds in the others: the first
    /// entry whose condition holds counts.
    /// </summary>
    public FieldMapBuilder When(RowCondition condition)
    {
        _when = condition;
        return this;
    }

    /// <summary>Names the zone of dates in this field that name none.</summary>
    public FieldMapBuilder Zone(TimeZoneInfo zone)
    {
        _zone = zone;
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

    /// <summary>Leaves a row out, and tells it, that has no value here.</summary>
    public FieldMapBuilder Required() => Word(new RequiredWord());

    /// <summary>Takes the first of these columns that is not blank where the value is.</summary>
    /// <param name="columns">Headings.</param>
    public FieldMapBuilder Coalesce(params IReadOnlyList<string> columns) => Word(new CoalesceWord(columns));

    /// <summary>Puts the value into a text, where <c>{}</c> stands, and other columns where their headings stand in braces.</summary>
    public FieldMapBuilder Template(string text) => Word(new TemplateWord(text));

    /// <summary>Puts a text in the place of another one, wherever it stands. Case counts.</summary>
    public FieldMapBuilder Replace(string find, string with) => Word(new ReplaceWord(find, with));

    /// <summary>Takes out what a regular expression matches: its first group, or the whole match where it has none. Case counts.</summary>
    /// <param name="pattern">A pattern of .NET. One that looks around or back may take a quarter of a second for a value, and then the value is dropped and told.</param>
    /// <param name="fallback">What to take for a value without a match, <c>{}</c> being the value; null: such a value is dropped and told.</param>
    public FieldMapBuilder Match(string pattern, string? fallback = null) => Word(new MatchWord(pattern, fallback));

    /// <summary>Takes some of the characters.</summary>
    /// <param name="start">The first, counted from 1, or from -1 at the end.</param>
    /// <param name="length">How many at most; null: all that follow.</param>
    public FieldMapBuilder Part(int start, int? length = null) => Word(new PartWord(start, length));

    /// <summary>Takes one of the pieces between separators, without the blanks around it; blank where there are not so many.</summary>
    /// <param name="separator">The separator.</param>
    /// <param name="number">The piece, counted from 1, or from -1 at the end.</param>
    public FieldMapBuilder Split(string separator, int number) => Word(new SplitWord(separator, number));

    /// <summary>Makes the value so long with a character before it.</summary>
    /// <param name="length">The length, up to 255; below 0 the character is put behind.</param>
    /// <param name="character">The character.</param>
    public FieldMapBuilder Pad(int length, char character = '0') => Word(new PadWord(length, character));

    /// <summary>Makes a name for machines: small letters and digits without marks, and the separator for everything between.</summary>
    public FieldMapBuilder Slug(string separator = "-") => Word(new SlugWord(separator));

    /// <summary>Finds the value in a table that <see cref="RecordMapBuilder{TRecord}.Lookup"/> or <see cref="RecordMapBuilder{TRecord}.LookupFile"/> gave.</summary>
    /// <param name="name">The name of the table.</param>
    /// <param name="fallback">What to take for a value without a row, <c>{}</c> being the value; null: such a value is dropped and told.</param>
    public FieldMapBuilder Lookup(string name, string? fallback = null) => Word(new LookupWord(name, fallback));

    /// <summary>Reads a date that is written in a format of its own.</summary>
    /// <param name="format">The format in letters of .NET: <c>M/d/yyyy</c>, <c>dd.MM.yyyy HH:mm</c>.</param>
    /// <param name="zone">The zone of the date, <c>Europe/London</c> for example; null: that of the field.</param>
    public FieldMapBuilder Date(string format, string? zone = null) => Word(new DateWord(format, zone));

    /// <summary>Reads a number and writes it plainly, without groups and needless zeros.</summary>
    /// <param name="decimalSign">The point or the comma.</param>
    public FieldMapBuilder Number(char decimalSign = '.') => Word(new NumberWord(decimalSign));

    /// <summary>Reads yes or no and writes 1 or 0.</summary>
    /// <param name="yes">The column's word for yes; null: the usual words.</param>
    /// <param name="no">The column's word for no; null: everything else.</param>
    public FieldMapBuilder Flag(string? yes = null, string? no = null) => Word(new FlagWord(yes, no));

    /// <summary>Reads a country by its code or English name and writes its code of two letters.</summary>
    public FieldMapBuilder Country() => Word(new CountryWord());

    /// <summary>Reads a language by its code or English name and writes its code as an LMS does.</summary>
    public FieldMapBuilder Language() => Word(new LanguageWord());

    /// <summary>
    /// Makes a username of its own for everybody: where somebody else has the value already, the lowest free number from 2 is put behind
    /// it, in the order of idnumbers. The last word of <see cref="UserFields.Username"/>, in a map that gives an idnumber too.
    /// </summary>
    public FieldMapBuilder Unique() => Word(new UniqueWord());

    /// <summary>Sends the value through a function of the host, by the name it was registered with.</summary>
    public FieldMapBuilder Function(string name) => Word(new FunctionWord(name));

    internal FieldMap? Finish(MapResources resources, List<MapError> errors)
    {
        if (_head is null)
        {
            errors.Add(new MapError(MapErrorCodes.ExpressionInvalid, "Say where the value comes from: From(\"COLUMN\") or Constant(\"text\")."));
            return null;
        }
        IReadOnlyList<ExpressionPart> parts = !_isConstant ? ExpressionParser.ParseHead(_head, errors) : _words.Count == 0 ? [new ExpressionPart(_head, false)] : [];
        // With words behind it a constant is what the word default gives, for that is how it can be written.
        var expression = new MapExpression(parts, _isConstant && _words.Count > 0 ? [new DefaultWord(_head), .. _words] : _words);
        foreach (MapWord word in expression.Words)
        {
            if (MapWords.Find(word.Name) is { } spec && !spec.Fits(word.Arguments))
                errors.Add(new MapError(MapErrorCodes.WordArguments, $"'{spec.Name}' is written {spec.Usage}: these arguments do not fit."));
        }
        errors.AddRange(expression.Resolve(resources));
        return errors.Count == 0 ? new FieldMap(Target, expression) { Blank = _blank, When = _when, Zone = _zone } : null;
    }

    private FieldMapBuilder Word(MapWord word)
    {
        _words.Add(word);
        return this;
    }
}
