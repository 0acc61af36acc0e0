using Conduit.Records;

namespace Conduit.Mapping;

/// <summary>What a heading means: a field of the catalogue or a custom field.</summary>
internal sealed record HeadingTarget(RecordField? Field, string? Custom = null, FlagSense Sense = FlagSense.Direct)
{
    /// <summary>The name as mappings write it.</summary>
    public string Name => Field?.Name ?? RecordFields.CustomPrefix + Custom;
}
