namespace Conduit.Mapping.Words;

/// <summary>Makes small letters capital, the same in every language.</summary>
internal sealed class UpperWord : MapWord
{
    public static WordSpec Spec { get; } = new("upper", "upper", 0, 0, _ => new UpperWord());

    public override string Canonical => "upper";

    public override string? Apply(string? value, MapContext context) => value?.ToUpperInvariant();
}
