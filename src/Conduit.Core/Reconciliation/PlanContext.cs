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
    private Dictionary<(RecordKind Kind, string Text), SourceLocation>? _leftOut;

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

    /// <summary>How long rows of lists of changes wait for what they refer to.</summary>
    public TimeSpan PendingFor { get; init; }

    public IssueEffects Effects { get; init; } = IssueEffects.Default;

    public IProgress<SyncProgress>? Progress { get; init; }

    /// <summary>What the feed gave when the last plan was applied; null when it was not there.</summary>
    public FeedReading? LastReading(string feed) => state.Header.Feeds.Find(f => f.Source == source.Name && f.Name == feed);

    /// <summary>Remembers the row of a user, course or cohort that was left out, by a text that others refer to it by.</summary>
    public void LeaveOut(RecordKind kind, string text, SourceLocation location) => (_leftOut ??= []).TryAdd((kind, text), location);

    /// <summary>The place of the row that was left out and that others refer to by a text; null when there is none.</summary>
    public SourceLocation? LeftOut(RecordKind kind, string text) =>
        _leftOut is not null && _leftOut.TryGetValue((kind, text), out SourceLocation location) ? location : null;

    public void Add(RecordIssue issue)
    {
        if (issue.Severity == IssueSeverity.Error)
            header.Summary.Errors++;
        else if (issue.Severity == IssueSeverity.Warning)
            header.Summary.Warnings++;
        writer.Add(issue);
        if (Effects.Of(issue.Code) == IssueEffect.StopRun)
            Stop(issue.Code, issue.Kind);
    }

    /// <summary>Blocks the plan because of an issue that nothing may be applied with.</summary>
    public void Stop(string code, RecordKind? kind) =>
        Block(IssueCodes.RunStopped, $"There are rows with '{code}', on which the run is to stop. Correct them, or have the issue drop the record instead.", kind);

    /// <summary>Blocks the plan, once for each code and kind.</summary>
    public void Block(string code, string message, RecordKind? kind = null)
    {
        if (!header.Blockers.Exists(b => b.Code == code && b.Kind == kind && b.Message == message))
            header.Blockers.Add(new PlanBlocker(code, message, kind));
    }
}
