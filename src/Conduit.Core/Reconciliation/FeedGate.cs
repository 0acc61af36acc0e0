using System.Globalization;
using Conduit.Planning;
using Conduit.Records;
using Conduit.Sources;

namespace Conduit.Reconciliation;

/// <summary>Judges feeds as wholes: what is missing, empty or cut is never taken for "everyone left".</summary>
internal static class FeedGate
{
    /// <summary>Feeds that gave rows when the last plan was applied, and that the source no longer tells of or cannot give.</summary>
    public static void CheckMissing(PlanContext context, IReadOnlyList<SourceFeed> feeds)
    {
        foreach (FeedReading last in context.State.Header.Feeds)
        {
            if (last.Source != context.Source.Name || last.Rows == 0 || IsForgotten(context, last.Name))
                continue;
            SourceFeed? feed = Find(feeds, last.Name);
            if (feed is null || !feed.IsPresent)
            {
                context.Block(IssueCodes.FeedMissing, string.Create(CultureInfo.InvariantCulture,
                    $"Feed '{last.Name}' gave {last.Rows} rows last time and is missing. Deliver it again; if it is gone for good, forget it for this run."), last.Kind);
            }
        }
    }

    /// <summary>Whether a feed can be opened; what stands in the way is told.</summary>
    public static bool CanOpen(PlanContext context, SourceFeed feed)
    {
        foreach (RecordIssue issue in feed.Issues)
        {
            context.Add(issue);
            if (issue.Severity == IssueSeverity.Error)
                context.Block(issue.Code, issue.Message, feed.Kind);
        }
        if (!feed.IsPresent && context.LastReading(feed.Name) is null)
        {
            context.Add(new RecordIssue(IssueSeverity.Warning, IssueCodes.FeedMissing, $"Feed '{feed.Name}' is configured and not there. Deliver it, or take it out of the configuration.")
            {
                Kind = feed.Kind,
                Location = new SourceLocation(feed.Location, 0),
            });
        }
        return feed.IsPresent && feed.Issues.All(i => i.Severity != IssueSeverity.Error);
    }

    /// <summary>Judges a feed that was read.</summary>
    /// <returns>Whether absence in it may mean removal.</returns>
    public static bool IsWhole(PlanContext context, SourceFeed feed, SourceReader reader, long rows)
    {
        bool whole = reader.IsComplete;
        foreach (RecordIssue issue in reader.Issues)
        {
            context.Add(issue);
            if (issue.Severity != IssueSeverity.Error)
                continue;
            whole = false;
            context.Block(issue.Code, issue.Message, feed.Kind);
        }
        if (!reader.IsComplete && reader.Issues.All(i => i.Severity != IssueSeverity.Error))
            context.Block(IssueCodes.FeedCut, $"Feed '{feed.Name}' ({reader.File}) breaks off: its end is missing or a quote never closes. Deliver the whole file.", feed.Kind);
        if (rows == 0 && feed.Coverage == Coverage.Complete)
        {
            if (context.LastReading(feed.Name) is { Rows: > 0 } last)
            {
                context.Block(IssueCodes.FeedEmpty, string.Create(CultureInfo.InvariantCulture,
                    $"Feed '{feed.Name}' ({reader.File}) is empty and gave {last.Rows} rows last time. Deliver the whole file."), feed.Kind);
                return false;
            }
            context.Add(new RecordIssue(IssueSeverity.Warning, IssueCodes.FeedEmpty, $"Feed '{feed.Name}' has no rows.") { Kind = feed.Kind, Location = new SourceLocation(reader.File, 0) });
        }
        return whole;
    }

    private static bool IsForgotten(PlanContext context, string name)
    {
        foreach (string forgotten in context.Request.ForgetFeeds)
        {
            if (forgotten == name)
                return true;
        }
        return false;
    }

    private static SourceFeed? Find(IReadOnlyList<SourceFeed> feeds, string name)
    {
        for (int i = 0; i < feeds.Count; i++)
        {
            if (feeds[i].Name == name)
                return feeds[i];
        }
        return null;
    }
}
