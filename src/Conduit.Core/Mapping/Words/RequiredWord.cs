using Conduit.Records;

namespace Conduit.Mapping.Words;

/// <summary>Does without no value: a blank costs the row.</summary>
internal sealed class RequiredWord() : MapWord("required")
{
    public static WordSpec Spec { get; } = new("required", "required",
        "Leaves the row out, and tells it, where the value is blank.",
        0, 0, _ => new RequiredWord());

    public override string? Apply(string? value, MapContext context) => string.IsNullOrWhiteSpace(value)
        ? context.Reject(IssueCodes.ValueRequired, "The mapping requires a value and there is none, so the row is left out; fill it in.")
        : value;
}
