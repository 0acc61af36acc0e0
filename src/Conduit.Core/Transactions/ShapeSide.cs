namespace Conduit.Transactions;

/// <summary>The side of a change that a value stands on.</summary>
internal enum ShapeSide
{
    /// <summary>Before and after, as far as there is a before and an after.</summary>
    Both,

    /// <summary>Before only, or another value than after.</summary>
    Before,

    /// <summary>After only, or another value than before.</summary>
    After,
}
