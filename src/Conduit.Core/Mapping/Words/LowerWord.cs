namespace Conduit.Mapping.Words;

/// <summary>Makes capital letters small, the same in every language.</summary>
internal sealed class LowerWord() : TextWord("lower")
{
    public static WordSpec Spec { get; } = new("lower", "lower",
        "Makes capital letters small, the same in every language.",
        0, 0, _ => new LowerWord());

    protected override string Change(string value, MapContext context) => value.ToLowerInvariant();
}
