namespace Conduit.Records;

/// <summary>
/// Values in the order in which they came, in pieces that stay where they are. The framework's list would do, but for a type of ours it cannot be compiled ahead of time, and would run
/// unoptimised for most of the second that a plan takes; and its growing leaves as much behind as it holds.
/// </summary>
internal sealed class ValueList<T>
    where T : struct
{
    private const int PieceBits = 10;
    private const int PieceLength = 1 << PieceBits;

    private T[][] _pieces = [];

    public int Count { get; private set; }

    public ref T this[int at] => ref _pieces[at >> PieceBits][at & (PieceLength - 1)];

    public void Add(T item)
    {
        int piece = Count >> PieceBits;
        if (piece == _pieces.Length)
            Array.Resize(ref _pieces, Math.Max(4, piece * 2));
        T[] values = _pieces[piece] ??= new T[PieceLength];
        values[Count++ & (PieceLength - 1)] = item;
    }
}
