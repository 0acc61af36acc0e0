using System.Runtime.CompilerServices;

namespace Conduit.Csv;

/// <summary>Walks the fields of a row: <c>foreach (CsvField field in row)</c>.</summary>
public ref struct CsvFieldEnumerator
{
    private readonly CsvReader _reader;
    private readonly ref byte _data;
    private readonly ref int _stop;
    private ref int _end;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal CsvFieldEnumerator(CsvReader reader, ref byte data, ref int ends, int count)
    {
        _reader = reader;
        _data = ref data;
        _end = ref Unsafe.Subtract(ref ends, 1);
        _stop = ref Unsafe.Add(ref ends, count - 1);
    }

    /// <summary>The field.</summary>
    public readonly CsvField Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => CsvField.At(_reader, ref _data, ref _end);
    }

    /// <summary>Goes on to the next field.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MoveNext()
    {
        if (!Unsafe.IsAddressLessThan(ref _end, ref _stop))
            return false;
        _end = ref Unsafe.Add(ref _end, 1);
        return true;
    }
}
