using Conduit.Planning;

namespace Conduit.Reconciliation;

/// <summary>What is done with the records of one kind.</summary>
public sealed record KindPolicy
{
    /// <summary>What happens to a managed record that a complete feed no longer holds.</summary>
    public required RemovalAction Removal { get; init; }

    /// <summary>The most removals in one plan.</summary>
    public RemovalGuard Guard { get; init; } = RemovalGuard.Default;
}
