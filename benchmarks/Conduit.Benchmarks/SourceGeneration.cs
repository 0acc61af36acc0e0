using System.Text.Json.Serialization;

namespace Conduit.Benchmarks;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SortedDictionary<string, double>))]
[JsonSerializable(typeof(ChildResult))]
internal sealed partial class SourceGeneration : JsonSerializerContext;
