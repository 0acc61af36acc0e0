namespace Conduit.Mapping.Words;

/// <summary>Makes small letters capital, the same in every language.</summary>
internal sealed class UpperWord() : TextWord("upper")
{
    public static WordSpec Spec { get; } = new("upper", "upper",
        "Makes small letters capital, the same in every language.",
        0, 0, _ => new UpperWord());

    protected override string Change(string value, MapContext context) => value.ToUpperInvariant();
}
