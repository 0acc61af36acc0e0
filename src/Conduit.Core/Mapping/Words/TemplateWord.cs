using System.Text;

namespace Conduit.Mapping.Words;

/// <summary>
/// Puts the value into a text, where <c>{}</c> stands, and other columns where their headings stand in braces. If one of them is
/// blank, the whole is blank: half an address is no address.
/// </summary>
internal sealed class TemplateWord(string text) : TextWord("template", text)
{
    private List<ExpressionPart> _parts = [];

    public static WordSpec Spec { get; } = new("template", "template(text)",
        "Puts the value into the text where `{}` stands, and other columns where their headings stand in braces. If one of them is blank, the whole is blank.",
        1, 1, arguments => new TemplateWord(arguments[0]));

    public override IEnumerable<string> Columns => _parts.Where(part => part.IsColumn && part.Text.Length > 0).Select(part => part.Text);

    public override MapError? Resolve(MapResources resources)
    {
        var errors = new List<MapError>();
        _parts = TemplateParser.Parse(text, errors);
        return errors.FirstOrDefault();
    }

    protected override string? Change(string value, MapContext context)
    {
        var made = new StringBuilder();
        foreach (ExpressionPart part in _parts)
        {
            string? piece = !part.IsColumn ? part.Text : part.Text.Length == 0 ? value : context.Cell(part.Text);
            if (piece is null)
                return null;
            made.Append(piece);
        }
        return made.ToString();
    }
}
