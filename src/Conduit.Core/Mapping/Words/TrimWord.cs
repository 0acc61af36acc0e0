namespace Conduit.Mapping.Words;

/// <summary>Takes blanks off both ends.</summary>
internal sealed class TrimWord() : TextWord("trim")
{
    public static WordSpec Spec { get; } = new("trim", "trim",
        "Takes blanks off both ends.",
        0, 0, _ => new TrimWord());

    protected override string Change(string value, MapContext context) => value.Trim();
}
