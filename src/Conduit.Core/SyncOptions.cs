using Conduit.Applying;
using Conduit.Reconciliation;
using Conduit.Transactions;
using Conduit.Validation;

namespace Conduit;

/// <summary>How a sync behaves. Everything has a default that is safe.</summary>
public sealed record SyncOptions
{
    internal static readonly TimeSpan DefaultPendingFor = TimeSpan.FromDays(30);

    /// <summary>What is done with the records of each kind, and how many removals are let through.</summary>
    public SyncPolicies Policies { get; init; } = SyncPolicies.Default;

    /// <summary>
    /// How old the knowledge of the LMS may be when a plan is made. Null: any age, so the LMS is read only when nothing is
    /// known of it; <see cref="TimeSpan.Zero"/>: it is read for every plan.
    /// </summary>
    public TimeSpan? RefreshAfter { get; init; }

    /// <summary>What issues of rows do, where that is not what they do of themselves.</summary>
    public IssueEffects Effects { get; init; } = IssueEffects.Default;

    /// <summary>
    /// How long a row of a list of changes waits for a user, course, group or cohort that is not there yet; 30 days. Zero: it does not
    /// wait, and is left out with an error.
    /// </summary>
    public TimeSpan PendingFor { get; init; } = DefaultPendingFor;

    /// <summary>How changes are sent.</summary>
    public ApplyOptions Apply { get; init; } = new();

    /// <summary>How much of the log is kept: it is pruned after every run.</summary>
    public LogRetention Retention { get; init; } = LogRetention.Everything;

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
