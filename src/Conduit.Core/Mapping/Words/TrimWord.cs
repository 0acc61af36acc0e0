namespace Conduit.Mapping.Words;

/// <summary>Takes blanks off both ends.</summary>
internal sealed class TrimWord : MapWord
{
    public static WordSpec Spec { get; } = new("trim", "trim", 0, 0, _ => new TrimWord());

    public override string Canonical => "trim";

    public override string? Apply(string? value, MapContext context) => value?.Trim();
}
