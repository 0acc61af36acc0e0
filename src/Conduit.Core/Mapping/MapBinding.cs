using Conduit.Records;

namespace Conduit.Mapping;

/// <summary>What came of binding a map to a header.</summary>
/// <param name="Map">The bound map; null when the map cannot work with the file, and an error among the issues says why.</param>
/// <param name="Issues">What there is to say about the columns.</param>
internal sealed record MapBinding(BoundMap? Map, IReadOnlyList<RecordIssue> Issues);
