using System.Text.Json.Serialization;

namespace Conduit.Benchmarks;

[JsonSerializable(typeof(SortedDictionary<string, double>))]
internal sealed partial class SourceGeneration : JsonSerializerContext;
