using Conduit.Planning;
using Conduit.Records;

namespace Conduit.State;

/// <summary>A record that the LMS is known to hold: its values as last written or read, and who brought it.</summary>
internal sealed record KnownRecord(RecordKey Key, string LmsId, RosterRecord Values)
{
    public KnownFlags Flags { get; init; }

    /// <summary>The source that brought or adopted it; null for what Conduit does not manage.</summary>
    public string? Source { get; init; }

    /// <summary>Who put it into the LMS, as the LMS says.</summary>
    public string? Owner { get; init; }

    /// <summary>The rows that it rests on.</summary>
    public IReadOnlyList<RowSupport> Supports { get; init; } = [];

    /// <summary>The fields that the last reading of the LMS found changed; custom fields with their prefix.</summary>
    public IReadOnlyList<string> DriftedFields { get; init; } = [];

    public bool IsDrifted(string field) => DriftedFields.Contains(field, StringComparer.OrdinalIgnoreCase);

    public bool IsManaged => (Flags & KnownFlags.Managed) != KnownFlags.None;
}
