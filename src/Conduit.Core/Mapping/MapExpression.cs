using System.Text;

namespace Conduit.Mapping;

/// <summary>Where the value of a field comes from: columns and fixed text, then words one after another.</summary>
internal sealed class MapExpression(IReadOnlyList<ExpressionPart> parts, IReadOnlyList<MapWord> words)
{
    /// <summary>Columns and fixed text, in order; none where the value is blank to begin with.</summary>
    public IReadOnlyList<ExpressionPart> Parts => parts;

    /// <summary>The words, in order.</summary>
    public IReadOnlyList<MapWord> Words => words;

    /// <summary>The headings that the expression reads, in order, each as often as it stands there.</summary>
    public IEnumerable<string> Columns => parts.Where(part => part.IsColumn).Select(part => part.Text).Concat(words.SelectMany(word => word.Columns));

    /// <summary>Whether there are words to send the value through.</summary>
    public bool HasWords => words.Count > 0;

    /// <summary>Whether the value is the same for every row.</summary>
    public bool IsConstant => !Columns.Any();

    /// <summary>The fixed text that is all there is; null where there is more or other.</summary>
    public string? FixedText => parts is [{ IsColumn: false } only] && words.Count == 0 ? only.Text : null;

    /// <summary>A fixed text.</summary>
    public static MapExpression Constant(string text) => new([new ExpressionPart(text, false)], []);

    /// <summary>A column as it is.</summary>
    public static MapExpression Column(string heading) => new([new ExpressionPart(heading, true)], []);

    /// <summary>Finds what the words name.</summary>
    public IEnumerable<MapError> Resolve(MapResources resources)
    {
        foreach (MapWord word in words)
        {
            if (word.Resolve(resources) is { } error)
                yield return error;
        }
    }

    /// <summary>Sends a value through the words; null stands for a blank.</summary>
    public string? Apply(string? value, MapContext context)
    {
        foreach (MapWord word in words)
        {
            value = word.Apply(value, context);
            if (context.FailureCode is not null)
                return null;
        }
        return value;
    }

    /// <summary>The same with some words written otherwise.</summary>
    public MapExpression WithWords(Func<MapWord, MapWord> change) => new(parts, [.. words.Select(change)]);

    /// <summary>The expression as the version of a map counts it.</summary>
    public string Canonical()
    {
        var text = new StringBuilder();
        foreach (ExpressionPart part in parts)
            text.Append(part.IsColumn ? "column" : "text").Append(CanonicalText.Quote(part.IsColumn ? Headings.Normalize(part.Text) : part.Text));
        foreach (MapWord word in words)
            text.Append('|').Append(word.Canonical);
        return text.ToString();
    }

    /// <summary>The expression as a <c>sync.json</c> writes it. A fixed text alone is a constant and has no such spelling.</summary>
    public override string ToString()
    {
        string head = parts is [{ IsColumn: true } only] ? CanonicalText.Column(only.Text) : TemplateParser.Write(parts);
        return words.Count == 0 ? head : $"{head} | {string.Join(" | ", words)}".TrimStart();
    }
}
