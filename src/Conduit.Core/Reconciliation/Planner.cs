using Conduit.Planning;
using Conduit.Records;
using Conduit.Sources;

namespace Conduit.Reconciliation;

/// <summary>Makes a plan of the feeds of a source: plans kind by kind in the order of applying, and writes the plan file.</summary>
internal static class Planner
{
    public static async ValueTask<SyncPlan> PlanAsync(PlanContext context, IReadOnlyList<SourceFeed> feeds, string path, CancellationToken cancellationToken)
    {
        FeedGate.CheckMissing(context, feeds);
        if (feeds.Count == 0)
            context.Block(IssueCodes.SourceEmpty, "The source has no feeds: nothing in it is known for a roster. Give files known names such as users.csv, or write a configuration.");
        foreach (RecordKind kind in RecordKinds.All)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var ofKind = new List<SourceFeed>();
            foreach (SourceFeed feed in feeds)
            {
                if (feed.Kind == kind)
                    ofKind.Add(feed);
            }
            if (context.Capabilities.Of(kind) is { } capabilities)
            {
                using var planner = new KindPlanner(context, kind, capabilities);
                await planner.PlanAsync(ofKind, cancellationToken).ConfigureAwait(false);
            }
            else if (ofKind.Count > 0)
                context.Block(IssueCodes.SinkLacks, $"The LMS holds no {kind.Name()} records, and feed '{ofKind[0].Name}' brings some. Take the feed out, or use another sink.", kind);
        }
        context.Writer.Finish(context.Header, path);
        return SyncPlan.Of(context.Header, path);
    }
}
