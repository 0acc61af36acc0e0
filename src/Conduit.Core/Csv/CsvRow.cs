using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Conduit.Csv;

/// <summary>
/// One row: a view into the reader's buffer that costs nothing to make. It and its fields are valid until the reader moves on
/// (<see cref="CsvReader.TryRead"/>, <see cref="CsvReader.Read"/>, <see cref="CsvReader.ReadAsync"/>, disposal).
/// </summary>
public readonly ref struct CsvRow
{
    private readonly CsvReader _reader;
    private readonly ref byte _data;

    // Where the first field ends, as FieldEnds tells it.
    private readonly ref int _ends;
    private readonly int _count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal CsvRow(CsvReader reader, ref byte data, ref int ends, int count)
    {
        _count = count;
        _reader = reader;
        _data = ref data;
        _ends = ref ends;
    }

    /// <summary>How many fields the row has. For a row that is not damaged this is the number of the header's columns.</summary>
    public int FieldCount => _count;

    /// <summary>A field by its place. Past the end of a short (so damaged) row stands a field that is empty and missing.</summary>
    /// <param name="index">The column, counted from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative.</exception>
    public CsvField this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((uint)index >= (uint)_count)
            {
                ArgumentOutOfRangeException.ThrowIfNegative(index);
                return default;
            }

            return CsvField.At(_reader, ref _data, ref Unsafe.Add(ref _ends, (nint)(uint)index));
        }
    }

    /// <summary>A field by the heading of its column. Look the index up once (<see cref="CsvHeader.TryGetIndex"/>) where speed matters.</summary>
    /// <param name="name">The heading, exact or differing only in case.</param>
    /// <exception cref="KeyNotFoundException">The header has no such column.</exception>
    public CsvField this[string name]
    {
        get
        {
            if (!_reader.Header.TryGetIndex(name, out int index))
                throw new KeyNotFoundException("The header has no column of this name.");
            return this[index];
        }
    }

    /// <summary>The physical line on which the row starts, counted from 1; line breaks inside quoted fields and blank lines count.</summary>
    public long Line => _reader.LineNumber;

    /// <summary>Where the row starts in the input, in bytes from its beginning, a byte order mark included.</summary>
    public long ByteOffset => _reader.RowByteOffset;

    /// <summary>
    /// Whether the text of the row is not as it should be. The issues say why. What could be split is there, fit for finding out which record is
    /// meant, not for being believed.
    /// </summary>
    public bool IsDamaged => _reader.RowIsDamaged;

    /// <summary>What is wrong with the row; empty for almost all rows. At most one issue of each code.</summary>
    public ReadOnlySpan<CsvIssue> Issues => _reader.RowIssues;

    /// <summary>The row as UTF-8 without its line end. Of a damaged row, the part that was kept.</summary>
    public ReadOnlySpan<byte> Raw
    {
        get
        {
            if (FieldCount == 0)
                return [];
            int start = Unsafe.Add(ref _ends, -1) & FieldEnds.Place;
            int end = (Unsafe.Add(ref _ends, FieldCount - 1) & FieldEnds.Place) - 1;
            return MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref _data, start), end - start);
        }
    }

    /// <summary>The text of some neighbouring fields with the separators between them, where none of them has quotes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryGetUnquoted(int first, int count, out ReadOnlySpan<byte> text)
    {
        int last = first + count - 1;
        if (last >= _count || (_reader.RowMayHaveQuotes && HaveQuotes(ref Unsafe.Add(ref _ends, first), count)))
        {
            text = default;
            return false;
        }
        int start = Unsafe.Add(ref _ends, first - 1) & FieldEnds.Place;
        text = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref _data, start), (Unsafe.Add(ref _ends, last) & FieldEnds.Place) - 1 - start);
        return true;
    }

    /// <summary>Whether any of some neighbouring fields is quoted.</summary>
    internal static bool HaveQuotes(ref int end, int count)
    {
        int flags = 0;
        for (int i = 0; i < count && flags >= 0; i++)
            flags |= Unsafe.Add(ref end, i);
        return flags < 0;
    }

    /// <summary>The fields in their order, for <see langword="foreach"/>: the fastest way to touch all of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public CsvFieldEnumerator GetEnumerator() => new(_reader, ref _data, ref _ends, _count);
}
