using System.Collections.Frozen;

namespace Conduit.Mapping;

/// <summary>What the words of a mapping may refer to by name.</summary>
internal sealed record MapResources(IReadOnlyDictionary<string, MapLookup> Lookups, MapFunctions Functions)
{
    public static MapResources None { get; } = new(FrozenDictionary<string, MapLookup>.Empty, new MapFunctions());
}
