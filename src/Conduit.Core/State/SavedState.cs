namespace Conduit.State;

/// <summary>What a checkpoint holds: the header, the kinds, and the mapped file that they lie in.</summary>
internal sealed record SavedState(StateHeader Header, KindIndex[] Kinds, CheckpointFile? File);
