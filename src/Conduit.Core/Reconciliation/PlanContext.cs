using Conduit.Planning;
using Conduit.Records;
using Conduit.Sinks;
using Conduit.Sources;
using Conduit.State;
using Conduit.Validation;

namespace Conduit.Reconciliation;

/// <summary>What the planners of all kinds share while one plan is made.</summary>
internal sealed class PlanContext(
    KnownState state, IRecordSource source, SinkCapabilities capabilities, RecordRules rules, SyncPolicies policies, PlanRequest request, PlanWriter writer, PlanHeader header)
{
    private ReferenceResolver? _resolver;

    public KnownState State => state;

    public IRecordSource Source => source;

    public SinkCapabilities Capabilities => capabilities;

    public RecordRules Rules => rules;

    public SyncPolicies Policies => policies;

    public PlanRequest Request => request;

    public PlanWriter Writer => writer;

    public PlanHeader Header => header;

    public RecordLookups Lookups { get; } = new(state);

    public ReferenceResolver Resolver => _resolver ??= new ReferenceResolver(state, policies, Lookups);

    public IProgress<SyncProgress>? Progress { get; init; }

    /// <summary>What the feed gave when the last plan was applied; null when it was not there.</summary>
    public FeedReading? LastReading(string feed) => state.Header.Feeds.Find(f => f.Source == source.Name && f.Name == feed);

    public void Add(RecordIssue issue)
    {
        if (issue.Severity == IssueSeverity.Error)
            header.Summary.Errors++;
        else if (issue.Severity == IssueSeverity.Warning)
            header.Summary.Warnings++;
        writer.Add(issue);
    }

    /// <summary>Blocks the plan, once for each code and kind.</summary>
    public void Block(string code, string message, RecordKind? kind = null)
    {
        if (!header.Blockers.Exists(b => b.Code == code && b.Kind == kind && b.Message == message))
            header.Blockers.Add(new PlanBlocker(code, message, kind));
    }
}
