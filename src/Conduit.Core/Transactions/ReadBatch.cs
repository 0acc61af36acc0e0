using Conduit.Planning;

namespace Conduit.Transactions;

/// <summary>The changes of a batch in the order of their lines, to which outcomes refer by place.</summary>
internal sealed class ReadBatch
{
    public List<ChangeId> Ids { get; } = [];

    public int Closed { get; set; }

    /// <summary>Whether a line of it was damaged, so that no place can be trusted.</summary>
    public bool IsBroken { get; set; }

    /// <summary>The change at a place, from 1; null when there is none.</summary>
    public ChangeId? At(int number) => !IsBroken && number >= 1 && number <= Ids.Count ? Ids[number - 1] : null;
}
