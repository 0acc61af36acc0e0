using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Conduit.Csv;

/// <summary>
/// One field of a row: a view into the reader's buffer, always UTF-8 whatever the file is written in. It costs nothing to make and is valid until the reader
/// moves on (<see cref="CsvReader.TryRead"/>, <see cref="CsvReader.Read"/>, <see cref="CsvReader.ReadAsync"/>, disposal).
/// </summary>
public readonly ref struct CsvField
{
    // Four words at most are kept in registers. The place is added to the data only by who looks at the bytes, so who asks for a length or a flag does not pay for it.
    private readonly ref byte _data;
    private readonly int _start;
    private readonly int _length; // with the flags of FieldEnds, so negative where quoted
    private readonly CsvReader _reader;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private CsvField(CsvReader reader, ref byte data, int start, int length)
    {
        _data = ref data;
        _start = start;
        _length = length;
        _reader = reader;
    }

    /// <summary>
    /// Whether the row ends before this column. Only a damaged row has missing fields; a missing field is empty in every other respect.
    /// </summary>
    public bool IsMissing => Unsafe.IsNullRef(ref _data);

    /// <summary>The field as it stands in the file, its quotes included.</summary>
    public ReadOnlySpan<byte> Raw => MemoryMarshal.CreateReadOnlySpan(ref Start, _length & FieldEnds.Place);

    /// <summary>Whether the field begins with a quote.</summary>
    public bool IsQuoted => _length < 0;

    /// <summary>Whether the value differs from the text between the quotes, so that <see cref="Utf8"/> has to copy it.</summary>
    public bool NeedsUnescape => (_length & FieldEnds.Doubled) != 0 && Unquoting.NeedsCopy(Raw);

    /// <summary>Whether the value is empty: nothing, or two quotes with nothing between them.</summary>
    public bool IsEmpty => _length == 0 || (_length < 0 && Utf8.IsEmpty);

    /// <summary>
    /// The value as UTF-8: quotes taken off and doubled quotes halved. A view into the file's bytes except where a quote inside the
    /// field had to be halved; then into memory of the reader that lives as long as the row. Bytes that are no valid UTF-8 (the row is
    /// damaged then) stand here as they are.
    /// </summary>
    public ReadOnlySpan<byte> Utf8
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (_length >= 0)
                return MemoryMarshal.CreateReadOnlySpan(ref Start, _length);
            int length = _length & FieldEnds.Place;
            return (_length & FieldEnds.Doubled) == 0
                ? MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref Start, 1), length - 2)
                : _reader.Unescaped(ref Start, length);
        }
    }

    private ref byte Start
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.Add(ref _data, (nint)(uint)_start);
    }

    /// <summary>The field that ends where <paramref name="end"/> says and begins where the entry before it says, counted from <paramref name="data"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static CsvField At(CsvReader reader, ref byte data, ref int end)
    {
        int start = Unsafe.Subtract(ref end, 1) & FieldEnds.Place;
        return new CsvField(reader, ref data, start, end - start - 1); // the flags stay where they are
    }

    /// <summary>Parses the value without making a string of it.</summary>
    /// <typeparam name="T">A type that parses itself from UTF-8: the number types and <see cref="Guid"/>, for example.</typeparam>
    /// <param name="provider">The culture of numbers and dates; <see langword="null"/> means the invariant one.</param>
    /// <param name="value">The value, or the default of <typeparamref name="T"/>.</param>
    /// <returns>Whether the whole value could be parsed. It is not trimmed first.</returns>
    public bool TryParse<T>(IFormatProvider? provider, [MaybeNullWhen(false)] out T value) where T : IUtf8SpanParsable<T> =>
        T.TryParse(Utf8, provider ?? System.Globalization.CultureInfo.InvariantCulture, out value);

    /// <summary>The value as a new string. Bytes that are no valid UTF-8 become U+FFFD.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Utf8);
}
