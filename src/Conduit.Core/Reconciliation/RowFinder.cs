using System.Runtime.CompilerServices;
using Conduit.Records;
using Conduit.State;

namespace Conduit.Reconciliation;

/// <summary>
/// Finds the settled records that rows of one feed are known to support, a window at a time: first where the order of last time
/// says, then in the table, with the memory of the whole window asked for before any of it is used.
/// </summary>
internal sealed class RowFinder(KindIndex index, DecisionTable decisions, int knownFeed)
{
    /// <summary>How many rows are looked up together.</summary>
    public const int WindowSize = 64;

    // How far a row may have moved up because rows before it are gone.
    private const int LookAhead = 4;

    private int _next;

    /// <summary>Finds the records of a window of rows.</summary>
    /// <param name="window">The rows.</param>
    /// <param name="known">Gets the position of the record that rests on exactly this row and is settled; -1 where the row must be mapped.</param>
    public void Find(ReadOnlySpan<RowStamp> window, Span<int> known)
    {
        if (knownFeed < 0)
            known[..window.Length].Fill(-1);
        else if (FindInOrder(window, known) > 0)
            Probe(window, known);
    }

    // The two run for every row, where tiering up would come too late; what each process has to compile so is kept small.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int FindInOrder(ReadOnlySpan<RowStamp> window, Span<int> known)
    {
        int next = _next;
        int open = 0;
        for (int i = 0; i < window.Length; i++)
        {
            ref readonly RowStamp row = ref window[i];
            int found = -1;
            if (!row.IsDamaged)
            {
                found = InOrder(row, next);
                if (found >= 0)
                {
                    next = found + 1;
                    found = OrUnsettled(found);
                }
                else
                {
                    index.ByRow.Prefetch(row.Fingerprint.Bits);
                    open++;
                    found = -2;
                }
            }
            known[i] = found;
        }
        _next = next;
        return open;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Probe(ReadOnlySpan<RowStamp> window, Span<int> known)
    {
        for (int i = 0; i < window.Length; i++)
        {
            if (known[i] != -2)
                continue;
            int likely = index.ByRow.First(window[i].Fingerprint.Bits);
            index.Hot.Prefetch(likely);
            decisions.Prefetch(likely);
            known[i] = likely < 0 ? -1 : -3 - likely;
        }
        for (int i = 0; i < window.Length; i++)
        {
            if (known[i] > -3)
                continue;
            ref readonly RowStamp row = ref window[i];
            int likely = -3 - known[i];
            int found = index.IsRow(likely, row.Low, row.High, knownFeed) ? likely : index.FindRow(row.Fingerprint.Bits, knownFeed);
            if (found >= 0)
            {
                _next = found + 1;
                found = OrUnsettled(found);
            }
            known[i] = found;
        }
    }

    /// <summary>A position; -1 when it takes more than an equal row to know that nothing is to be done.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int OrUnsettled(int position) => index.Hot[position].IsSettled ? position : -1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int InOrder(in RowStamp row, int next)
    {
        int end = Math.Min(next + LookAhead, index.Count);
        for (int at = next; at < end; at++)
        {
            if (index.IsRow(at, row.Low, row.High, knownFeed))
                return at;
        }
        return -1;
    }
}
