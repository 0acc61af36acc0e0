namespace Conduit.Transactions;

/// <summary>Which segments of a log go.</summary>
/// <param name="Going">The segments that go, the oldest first.</param>
/// <param name="HeldBack">How many more would go if nobody needed them.</param>
/// <param name="ReachesBackTo">The first date in what stays.</param>
internal sealed record SegmentChoice(IReadOnlyList<SegmentFacts> Going, int HeldBack, DateTimeOffset? ReachesBackTo)
{
    /// <summary>Chooses.</summary>
    /// <param name="segments">All segments, the oldest first.</param>
    /// <param name="retention">What is to be kept.</param>
    /// <param name="needed">The place from which the log is needed to recover.</param>
    /// <param name="now">The time.</param>
    public static SegmentChoice Of(IReadOnlyList<SegmentFacts> segments, LogRetention retention, LogPosition needed, DateTimeOffset now)
    {
        // The newest segment is written to.
        int may = Math.Clamp(Math.Max(ByAge(segments, retention.Age, now), ByRuns(segments, retention.Runs)), 0, Math.Max(0, segments.Count - 1));
        int going = segments.Take(may).TakeWhile(s => s.Number < needed.Segment).Count();
        return new SegmentChoice([.. segments.Take(going)], may - going, segments.Skip(going).Select(s => s.FirstAt).FirstOrDefault(d => d is not null));
    }

    // Everything in a segment is older than the first date after it.
    private static int ByAge(IReadOnlyList<SegmentFacts> segments, TimeSpan? age, DateTimeOffset now)
    {
        if (age is not { } oldest)
            return 0;
        int old = 0;
        for (int i = 1; i < segments.Count; i++)
        {
            if (segments[i].FirstAt is { } date && now - date > oldest)
                old = i;
        }
        return old;
    }

    private static int ByRuns(IReadOnlyList<SegmentFacts> segments, int? runs)
    {
        if (runs is not { } kept)
            return 0;
        int newer = 0;
        for (int i = segments.Count - 1; i >= 0; i--)
        {
            if (newer >= kept)
                return i + 1;
            newer += segments[i].Runs;
        }
        return 0;
    }
}
