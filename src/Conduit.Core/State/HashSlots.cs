namespace Conduit.State;

/// <summary>
/// An open-addressing table from 128-bit hashes to positions in an array that holds the hashes. A position whose hash has
/// changed since is skipped by the caller's comparison, so nothing ever needs to be taken out.
/// </summary>
internal sealed class HashSlots
{
    private int[] _slots;
    private int _mask;
    private int _used;

    public HashSlots(int expected)
    {
        int size = 16;
        while (size < expected * 3L / 2)
            size *= 2;
        _slots = new int[size];
        _mask = size - 1;
    }

    /// <summary>Whether another insert would crowd the table; then build a larger one.</summary>
    public bool IsFull => _used >= _slots.Length / 4L * 3;

    public void Insert(UInt128 hash, int position)
    {
        int slot = (int)hash & _mask;
        while (_slots[slot] != 0)
            slot = (slot + 1) & _mask;
        _slots[slot] = position + 1;
        _used++;
    }

    /// <summary>Walks the positions that may hold a hash.</summary>
    /// <param name="hash">The hash.</param>
    /// <param name="slot">Start with -1; carries the walk on.</param>
    /// <returns>A position to compare, or -1 when there are no more.</returns>
    public int Next(UInt128 hash, ref int slot)
    {
        slot = slot < 0 ? (int)hash & _mask : (slot + 1) & _mask;
        return _slots[slot] - 1;
    }
}
