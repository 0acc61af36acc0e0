using Conduit.Records;

namespace Conduit.Sinks;

/// <summary>What an LMS can do, kind by kind.</summary>
/// <param name="Name">The name and version of the LMS, for people and logs.</param>
/// <param name="Kinds">The kinds that it can hold. A kind that is missing here is not synchronised: a plan that needs it is blocked.</param>
public sealed record SinkCapabilities(string Name, IReadOnlyDictionary<RecordKind, KindCapabilities> Kinds)
{
    /// <summary>What can be done with a kind; null when nothing can.</summary>
    public KindCapabilities? Of(RecordKind kind) => Kinds.TryGetValue(kind, out KindCapabilities? capabilities) ? capabilities : null;
}
