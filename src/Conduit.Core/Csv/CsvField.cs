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
    private readonly ref byte _start;
    private readonly int _length;
    private readonly CsvReader _reader;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal CsvField(CsvReader reader, ref byte start, int length)
    {
        _start = ref start;
        _length = length;
        _reader = reader;
    }

    /// <summary>
    /// Whether the row ends before this column. Only a damaged row has missing fields; a missing field is empty in every other respect.
    /// </summary>
    public bool IsMissing => Unsafe.IsNullRef(ref _start);

    /// <summary>The field as it stands in the file, its quotes included.</summary>
    public ReadOnlySpan<byte> Raw => MemoryMarshal.CreateReadOnlySpan(ref _start, _length);

    /// <summary>Whether the field begins with a quote.</summary>
    public bool IsQuoted => _length > 0 && _start == (byte)'"';

    /// <summary>Whether the value differs from the text between the quotes, so that <see cref="Utf8"/> has to copy it.</summary>
    public bool NeedsUnescape => IsQuoted && Unquoting.NeedsCopy(Raw);

    /// <summary>Whether the value is empty: nothing, or two quotes with nothing between them.</summary>
    public bool IsEmpty => _length == 0 || (_start == (byte)'"' && Utf8.IsEmpty);

    /// <summary>
    /// The value as UTF-8: quotes taken off and doubled quotes halved. A view into the file's bytes except where a quote inside the
    /// field had to be halved; then into memory of the reader that lives as long as the row. Bytes that are no valid UTF-8 (the row is
    /// damaged then) stand here as they are.
    /// </summary>
    public ReadOnlySpan<byte> Utf8
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _reader.HasQuotes && _length > 0 && _start == (byte)'"' ? _reader.Unquoted(ref _start, _length) : MemoryMarshal.CreateReadOnlySpan(ref _start, _length);
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
