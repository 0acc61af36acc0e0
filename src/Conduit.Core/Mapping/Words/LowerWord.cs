namespace Conduit.Mapping.Words;

/// <summary>Makes capital letters small, the same in every language.</summary>
internal sealed class LowerWord : MapWord
{
    public static WordSpec Spec { get; } = new("lower", "lower", 0, 0, _ => new LowerWord());

    public override string Canonical => "lower";

    public override string? Apply(string? value, MapContext context) => value?.ToLowerInvariant();
}
