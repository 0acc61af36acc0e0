using Conduit.Records;

namespace Conduit.Planning;

/// <summary>Changes on their way to the file, in the order in which they came.</summary>
internal sealed class SpoolPiece
{
    private const int Most = 64;

    private readonly Change?[] _changes = new Change?[Most];
    private readonly Utf8Buffer _plain = new(Most * 512);

    public int Count { get; private set; }

    public bool IsFull => Count == Most;

    /// <summary>The changes; null where the next of <see cref="Plain"/> comes.</summary>
    public ReadOnlySpan<Change?> Changes => _changes.AsSpan(0, Count);

    /// <summary>The changes that were never made objects.</summary>
    public ReadOnlySpan<byte> Plain => _plain.Written;

    public void Add(Change change) => _changes[Count++] = change;

    public void Add(in PlainChange change)
    {
        _changes[Count++] = null;
        PlainChangeJson.Store(change, _plain);
    }

    public void Clear()
    {
        Array.Clear(_changes, 0, Count);
        _plain.Clear();
        Count = 0;
    }
}
