using Conduit.Planning;

namespace Conduit;

/// <summary>The plan may not be applied; nothing was written to the LMS.</summary>
public sealed class PlanBlockedException : InvalidOperationException
{
    /// <summary>Makes the exception.</summary>
    public PlanBlockedException()
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">Why the plan may not be applied.</param>
    public PlanBlockedException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">Why the plan may not be applied.</param>
    /// <param name="innerException">What led to it.</param>
    public PlanBlockedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes the exception of some blockers.</summary>
    public PlanBlockedException(IReadOnlyList<PlanBlocker> blockers)
        : base("The plan may not be applied: " + string.Join(" ", blockers.Select(b => b.Message))) => Blockers = blockers;

    /// <summary>Why.</summary>
    public IReadOnlyList<PlanBlocker> Blockers { get; } = [];
}
