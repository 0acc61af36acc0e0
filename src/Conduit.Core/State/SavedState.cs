namespace Conduit.State;

/// <summary>What a checkpoint holds: the header and the kinds.</summary>
internal sealed record SavedState(StateHeader Header, KindIndex[] Kinds)
{
    /// <summary>The mapped file that the kinds lie in.</summary>
    public CheckpointFile? File { get; init; }

    /// <summary>Where the values stand that an older version wrote.</summary>
    public OldValues? Old { get; init; }
}
