using System.Text;

namespace Conduit.Mapping;

/// <summary>Where the value of a field comes from: columns and fixed text, then words one after another.</summary>
internal sealed class MapExpression(IReadOnlyList<ExpressionPart> parts, IReadOnlyList<MapWord> words)
{
    /// <summary>Columns and fixed text, in order.</summary>
    public IReadOnlyList<ExpressionPart> Parts => parts;

    /// <summary>The headings that the expression reads, in order, each as often as it stands there.</summary>
    public IEnumerable<string> Columns => parts.Where(part => part.IsColumn).Select(part => part.Text);

    /// <summary>Whether there are words to send the value through.</summary>
    public bool HasWords => words.Count > 0;

    /// <summary>Whether the value is the same for every row.</summary>
    public bool IsConstant => !parts.Any(part => part.IsColumn);

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
}
