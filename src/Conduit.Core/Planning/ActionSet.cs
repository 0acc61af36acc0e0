using System.Collections;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Conduit.Planning;

/// <summary>A set of actions, one bit each.</summary>
/// <param name="Bits">The bit of an action is its number.</param>
[CollectionBuilder(typeof(ActionSet), nameof(Of))]
public readonly record struct ActionSet(uint Bits) : IEnumerable<ChangeAction>
{
    /// <summary>All actions.</summary>
    public static ActionSet All { get; } = new((1U << ChangeActions.Count) - 1);

    /// <summary>How many actions are in the set.</summary>
    public int Count => BitOperations.PopCount(Bits);

    /// <summary>The set of some actions.</summary>
    public static ActionSet Of(params ReadOnlySpan<ChangeAction> actions)
    {
        uint bits = 0;
        foreach (ChangeAction action in actions)
            bits |= 1U << (int)action;
        return new ActionSet(bits);
    }

    /// <summary>Whether an action is in the set.</summary>
    public bool Contains(ChangeAction action) => (Bits >> (int)action & 1) != 0;

    /// <summary>The set with one more action.</summary>
    public ActionSet With(ChangeAction action) => new(Bits | 1U << (int)action);

    /// <summary>The set without an action.</summary>
    public ActionSet Without(ChangeAction action) => new(Bits & ~(1U << (int)action));

    /// <inheritdoc />
    public IEnumerator<ChangeAction> GetEnumerator()
    {
        for (uint left = Bits; left != 0; left &= left - 1)
            yield return (ChangeAction)BitOperations.TrailingZeroCount(left);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
