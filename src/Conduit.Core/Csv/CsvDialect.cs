namespace Conduit.Csv;

/// <summary>
/// What a CSV file may look like where files differ, and how much of it may have to be held at once. Quotes are always
/// <c>"</c>, a quote inside a quoted field is doubled, and lines may end in LF, CRLF or CR, also mixed (RFC 4180 and
/// what real files add to it; the grammar is written down at <see cref="CsvReader"/>).
/// </summary>
public sealed record CsvDialect
{
    /// <summary>A dialect that detects separator and encoding and expects a header.</summary>
    public static CsvDialect Default { get; } = new();

    /// <summary>
    /// The character between fields: any ASCII character but <c>"</c>, CR, LF and NUL. <see langword="null"/> (the default) has the
    /// reader choose: of <c>,</c> <c>;</c> tab and <c>|</c> the one found most often outside quotes in the first row, in that
    /// order where two are as frequent, and the comma where none occurs.
    /// </summary>
    public char? Separator { get; init; }

    /// <summary>How bytes stand for characters. By default a byte order mark decides, and without one it is UTF-8.</summary>
    public CsvEncoding Encoding { get; init; } = CsvEncoding.Detect;

    /// <summary>Whether the first row that is not blank names the columns. <see langword="true"/> by default.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>
    /// The most bytes one field may take in UTF-8, its quotes included; 1 MiB by default. A longer field makes its row
    /// damaged (<see cref="CsvIssueCodes.FieldTooLong"/>); a quoted field that passes the limit counts as one whose quote never
    /// closes (<see cref="CsvIssueCodes.UnclosedQuote"/>).
    /// </summary>
    public int MaxFieldBytes { get; init; } = 1 << 20;

    /// <summary>
    /// The most bytes one row may take in UTF-8, without its line end; 2 MiB by default. It bounds the memory of the reader. A longer
    /// row is damaged (<see cref="CsvIssueCodes.RowTooLong"/>) and the rest of it is skipped.
    /// </summary>
    public int MaxRowBytes { get; init; } = 2 << 20;

    /// <summary>
    /// The most fields one row may have; 4,096 by default. A row with more is damaged
    /// (<see cref="CsvIssueCodes.TooManyFields"/>) and the rest of it is skipped.
    /// </summary>
    public int MaxFields { get; init; } = 4096;

    /// <summary>Throws where a value cannot work; a dialect is told by the host, so this is a mistake of code.</summary>
    internal static void Validate(CsvDialect dialect)
    {
        if (dialect.Separator is { } separator && (separator is '"' or '\r' or '\n' or '\0' || !char.IsAscii(separator)))
            throw new ArgumentException("The separator must be an ASCII character other than the quote, CR, LF and NUL.", nameof(dialect));
        if (dialect.Encoding is < CsvEncoding.Detect or > CsvEncoding.Windows1252)
            throw new ArgumentException("The encoding is not one of CsvEncoding.", nameof(dialect));
        if (dialect.MaxFieldBytes is < 1 or > LargestLimit || dialect.MaxRowBytes is < 1 or > LargestLimit)
            throw new ArgumentException("The limits for a field and a row must lie between 1 byte and 256 MiB.", nameof(dialect));
        if (dialect.MaxFields is < 1 or > 1 << 20)
            throw new ArgumentException("The limit for the number of fields must lie between 1 and 1,048,576.", nameof(dialect));
    }

    /// <summary>Positions are 32-bit, and a buffer that doubles must stay within an array.</summary>
    private const int LargestLimit = 1 << 28;
}
