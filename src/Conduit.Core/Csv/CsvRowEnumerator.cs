using System.Runtime.CompilerServices;

namespace Conduit.Csv;

/// <summary>Walks the rows of a batch: <c>foreach (CsvRow row in reader.Rows)</c>. A row is valid until the next one.</summary>
public readonly ref struct CsvRowEnumerator
{
    private readonly CsvReader _reader;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal CsvRowEnumerator(CsvReader reader) => _reader = reader;

    /// <summary>The row.</summary>
    public CsvRow Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _reader.CurrentRow;
    }

    /// <summary>This one, for <see langword="foreach"/>.</summary>
    public CsvRowEnumerator GetEnumerator() => this;

    /// <summary>Goes on to the next row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MoveNext() => _reader.MoveNext();
}
