namespace Conduit.Planning;

/// <summary>The first line of a plan file: everything about the plan but its changes.</summary>
internal sealed class PlanHeader
{
    /// <summary>The version of the file format. Newer code reads older files; older code refuses newer ones.</summary>
    public const int Format = 2;

    public required string Id { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string StateId { get; init; }

    public required long StateVersion { get; init; }

    public DateTimeOffset? LmsReadAt { get; init; }

    public PlanSummary Summary { get; init; } = new();

    public List<PlanBlocker> Blockers { get; init; } = [];

    public List<FeedReading> Feeds { get; init; } = [];

    /// <summary>Rows of this source that wait, and those that waited and are applied by the plan.</summary>
    public List<PendingRow> Pending { get; init; } = [];

    /// <summary>Rows rejected for an error, by the text of their fingerprints, so that the next run knows them again.</summary>
    public Dictionary<string, string> Rejections { get; init; } = new(StringComparer.Ordinal);
}
