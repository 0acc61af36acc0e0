using System.Globalization;

namespace Conduit.Transactions;

/// <summary>What a pruning of the log took away, and what can no longer be told because of it.</summary>
public sealed record PruneReport
{
    /// <summary>Segments that were removed.</summary>
    public int Segments { get; init; }

    /// <summary>Their bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>Runs whose changes can no longer be listed, explained or undone.</summary>
    public int Runs { get; init; }

    /// <summary>Segments that may go as far as the retention says, and that the two newest checkpoints still need.</summary>
    public int HeldBack { get; init; }

    /// <summary>Kept plans that were removed.</summary>
    public int Plans { get; init; }

    /// <summary>How far the log reaches back; null when it has no dated entry.</summary>
    public DateTimeOffset? ReachesBackTo { get; init; }

    /// <summary>What was done and what it means, for people.</summary>
    public override string ToString()
    {
        string done = Segments == 0
            ? "Nothing of the log was removed."
            : string.Create(CultureInfo.InvariantCulture, $"{Segments} segments ({Bytes >> 10} KiB) with {Runs} runs were removed: what these did can no longer be listed, explained or undone.");
        string kept = ReachesBackTo is { } back ? string.Create(CultureInfo.InvariantCulture, $" The log reaches back to {back:yyyy-MM-dd HH:mm:ss} UTC.") : "";
        string held = HeldBack == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" {HeldBack} more are kept because the two newest checkpoints need them.");
        string plans = Plans == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" {Plans} kept plans were removed.");
        return done + kept + held + plans;
    }
}
