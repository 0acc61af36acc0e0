using System.Collections.Immutable;
using Conduit.Planning;
using Conduit.Records;

namespace Conduit.Reconciliation;

/// <summary>One policy for each kind.</summary>
public sealed class SyncPolicies
{
    private readonly ImmutableArray<KindPolicy> _policies;

    private SyncPolicies(ImmutableArray<KindPolicy> policies) => _policies = policies;

    /// <summary>
    /// Users and enrollments are suspended, courses kept and reported, groups, cohorts, memberships and role assignments
    /// deleted; the guard of every kind is <see cref="RemovalGuard.Default"/>.
    /// </summary>
    public static SyncPolicies Default { get; } = new([.. RecordKinds.InOrder.Select(kind => new KindPolicy
    {
        Removal = kind switch
        {
            RecordKind.User or RecordKind.Enrollment => RemovalAction.Suspend,
            RecordKind.Course => RemovalAction.Keep,
            _ => RemovalAction.Delete,
        },
    })]);

    /// <summary>The policy of a kind.</summary>
    public KindPolicy this[RecordKind kind] => _policies[(int)kind];

    /// <summary>These policies with another one for a kind.</summary>
    public SyncPolicies With(RecordKind kind, KindPolicy policy) => new(_policies.SetItem((int)kind, policy));
}
