using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Conduit.Records;
using Conduit.State;

namespace Conduit.Reconciliation;

/// <summary>
/// The decision of every record of one kind while a plan is made: known records by their position in the state, new ones by the
/// hash of their key. Sixteen bytes for a record.
/// </summary>
internal sealed class DecisionTable(KnownState state, RecordKind kind)
{
    /// <summary>The target of a key that several records answer to.</summary>
    public const int Ambiguous = int.MinValue;

    private readonly Decision[] _known = new Decision[state[kind].Count];
    private readonly Dictionary<UInt128, int> _newByKey = [];
    private Decision[] _new = new Decision[16];

    /// <summary>The target of a key: a position in the state, or the complement of a number among the new.</summary>
    public int Target(RecordKey key)
    {
        UInt128 hash = state.Key.Hash(key).Bits;
        int known = state[kind].FindKey(hash);
        if (known >= 0)
            return known;
        if (!_newByKey.TryGetValue(hash, out int number))
        {
            number = _newByKey.Count;
            _newByKey.Add(hash, number);
            if (number == _new.Length)
                Array.Resize(ref _new, number * 2);
        }
        return ~number;
    }

    public ref Decision Known(int position) => ref _known[position];

    /// <summary>Asks for the memory of a decision that is wanted soon.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(int position)
    {
        if (Sse.IsSupported && (uint)position < (uint)_known.Length)
        {
            // A hint only: it does no harm when the array has been moved meanwhile.
            unsafe
            {
                Sse.Prefetch0(Unsafe.AsPointer(ref _known[position]));
            }
        }
    }

    public ref Decision this[int target] => ref target >= 0 ? ref _known[target] : ref _new[~target];
}
