using Conduit.Planning;
using Conduit.Records;

namespace Conduit.Reconciliation;

/// <summary>One policy for each kind.</summary>
public sealed class SyncPolicies
{
    private readonly KindPolicy[] _policies;

    private SyncPolicies(KindPolicy[] policies) => _policies = policies;

    /// <summary>
    /// Users and enrollments are suspended, courses kept and reported, groups, cohorts, memberships and role assignments
    /// deleted; the guard of every kind is <see cref="ChangeGuard.Default"/>.
    /// </summary>
    public static SyncPolicies Default { get; } = new(RecordKinds.Each(kind => new KindPolicy
    {
        Removal = kind switch
        {
            RecordKind.User or RecordKind.Enrollment => RemovalAction.Suspend,
            RecordKind.Course => RemovalAction.Keep,
            _ => RemovalAction.Delete,
        },
    }));

    /// <summary>The policy of a kind.</summary>
    public KindPolicy this[RecordKind kind] => _policies[(int)kind];

    /// <summary>These policies with another one for a kind.</summary>
    /// <exception cref="ArgumentException">The kind cannot be matched by these keys, or owns none of these fields.</exception>
    public SyncPolicies With(RecordKind kind, KindPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        if (policy.Match is not null && MatchKey.Check(kind, policy.Match) is { } mistake)
            throw new ArgumentException(mistake, nameof(policy));
        if (policy.Ownership.Rules.Keys.FirstOrDefault(name => RecordFields.Find(kind, name) is null && !IsCustom(kind, name)) is { } foreign)
            throw new ArgumentException($"'{foreign}' is no field of a {kind.Name()}.", nameof(policy));
        KindPolicy[] policies = [.. _policies];
        policies[(int)kind] = policy;
        return new SyncPolicies(policies);
    }

    private static bool IsCustom(RecordKind kind, string name) =>
        RecordFields.AllowsCustom(kind) && name.StartsWith(RecordFields.CustomPrefix, StringComparison.OrdinalIgnoreCase);
}
