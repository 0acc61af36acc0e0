using System.Numerics;
using System.Runtime.CompilerServices;
using Conduit.Records;

namespace Conduit.State;

/// <summary>
/// An open-addressing table from 128-bit hashes to positions in an array that holds the hashes. A slot is a position plus one in its low bits, as many as the table's
/// size needs, and bits of the hash in those above, so that almost every position it yields is the right one. A position whose hash has changed since is skipped by the
/// caller's comparison, so nothing ever needs to be taken out.
/// </summary>
internal sealed class HashSlots
{
    private readonly Section<int> _slots;
    private readonly uint _size;
    private readonly int _mask;
    private int _used;

    /// <summary>An empty table with three slots for every two positions.</summary>
    public HashSlots(int expected)
        : this(new Section<int>((int)Math.Clamp(expected * 3L / 2, 16, Array.MaxLength / sizeof(int))), 0)
    {
    }

    /// <summary>A table as a checkpoint holds it.</summary>
    public HashSlots(Section<int> slots, int used)
    {
        _slots = slots;
        _size = (uint)slots.Length;
        _mask = (int)BitOperations.RoundUpToPowerOf2(_size) - 1;
        _used = used;
    }

    /// <summary>Whether another insert would crowd the table; then build a larger one.</summary>
    public bool IsFull => _used >= _slots.Length / 5L * 4;

    public Section<int> Slots => _slots;

    /// <summary>Whether a slot can hold a position.</summary>
    public bool HasRoomFor(int position) => position < _mask;

    public void Insert(Hash128 hash, int position)
    {
        int slot = Start(hash);
        while (_slots[slot] != 0)
            slot = Behind(slot);
        _slots[slot] = Tag(hash) | (position + 1);
        _used++;
    }

    /// <summary>Asks for the memory where the walk for a hash begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(Hash128 hash) => _slots.Prefetch(Start(hash));

    /// <summary>The first position that may hold a hash; -1 when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int First(Hash128 hash)
    {
        int slot = -1;
        return Next(hash, ref slot);
    }

    /// <summary>Walks the positions that may hold a hash.</summary>
    /// <param name="hash">The hash.</param>
    /// <param name="slot">Start with -1; carries the walk on.</param>
    /// <returns>A position to compare, or -1 when there are no more.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next(Hash128 hash, ref int slot)
    {
        int tag = Tag(hash);
        int at = slot < 0 ? Start(hash) : Behind(slot);
        int found;
        while ((found = _slots[at]) != 0 && ((found ^ tag) & ~_mask) != 0)
            at = Behind(at);
        slot = at;
        return (found & _mask) - 1;
    }

    // The size need not be a power of two: the hash is a fraction of it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Start(Hash128 hash) => (int)(((ulong)(uint)hash.Low * _size) >> 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Behind(int slot) => ++slot == (int)_size ? 0 : slot;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Tag(Hash128 hash) => (int)hash.High & ~_mask;
}
