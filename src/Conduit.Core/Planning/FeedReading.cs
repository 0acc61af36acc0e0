using Conduit.Records;

namespace Conduit.Planning;

/// <summary>What one feed gave when a plan was made; the next plan compares with it.</summary>
/// <param name="Source">The source's name.</param>
/// <param name="Name">The feed's name.</param>
/// <param name="Kind">The kind of its records.</param>
/// <param name="MapVersion">The version of its map.</param>
/// <param name="Rows">How many rows it had.</param>
/// <param name="IsComplete">Whether absence in it meant removal.</param>
public sealed record FeedReading(string Source, string Name, RecordKind Kind, string MapVersion, long Rows, bool IsComplete);
