using Conduit.Planning;

namespace Conduit.State;

/// <summary>The rows that wait, as runs go by.</summary>
internal static class PendingSection
{
    /// <summary>What waits once a run of a plan has begun. All that the plan applies stays in it until the run is over.</summary>
    /// <param name="state">The state.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="source">The source of the plan.</param>
    /// <param name="moved">Whether other runs came between: what they let wait is kept.</param>
    /// <returns>The rows of the source; null when there were none and are none.</returns>
    public static List<PendingRow>? Begin(KnownState state, SyncPlan plan, string source, bool moved)
    {
        PendingRow[] before = [.. state.Header.Pending.Where(row => row.Source == source)];
        if (before.Length == 0 && plan.Header.Pending.Count == 0)
            return null;
        List<PendingRow> rows = [.. plan.Header.Pending];
        if (moved)
            rows.AddRange(before.Where(row => !rows.Exists(row.IsSameRecord)));
        Take(state, rows, source);
        return rows;
    }

    /// <summary>Takes in what a run said of a source.</summary>
    public static void Take(KnownState state, IEnumerable<PendingRow> rows, string source) =>
        state.Header.Pending = [.. state.Header.Pending.Where(row => row.Source != source), .. rows];

    /// <summary>A run is over: what it applied waits no more; after one that did not apply all, everything is tried again.</summary>
    public static void End(KnownState state, string source, bool isComplete) => state.Header.Pending =
    [
        .. state.Header.Pending.Where(row => row.Source != source || !row.IsReleased || !isComplete).Select(row => row with { IsReleased = false }),
    ];
}
