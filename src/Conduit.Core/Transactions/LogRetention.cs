namespace Conduit.Transactions;

/// <summary>
/// How much of the log is kept. Either limit is enough for a segment to go, and none goes that the two newest checkpoints need. Nothing is limited unless it is said.
/// </summary>
public sealed record LogRetention
{
    /// <summary>Everything, for ever.</summary>
    public static LogRetention Everything { get; } = new();

    /// <summary>Segments that hold nothing younger than this go; null keeps them whatever their age.</summary>
    public TimeSpan? Age { get; init; }

    /// <summary>Segments that hold none of this many newest runs go; null keeps them however many runs came after.</summary>
    public int? Runs { get; init; }

    internal bool IsLimited => Age is not null || Runs is not null;
}
