namespace Conduit.Csv;

/// <summary>The stable codes of <see cref="CsvIssue.Code"/>.</summary>
public static class CsvIssueCodes
{
    /// <summary>The input is empty or has only blank lines, so there is no header.</summary>
    public const string NoHeader = "csv-no-header";

    /// <summary>Two columns have the same heading, ignoring case.</summary>
    public const string DuplicateHeading = "csv-duplicate-heading";

    /// <summary>A column has no heading.</summary>
    public const string EmptyHeading = "csv-empty-heading";

    /// <summary>A row has more or fewer fields than the header.</summary>
    public const string RaggedRow = "csv-ragged-row";

    /// <summary>Text follows the closing quote of a field.</summary>
    public const string StrayQuote = "csv-stray-quote";

    /// <summary>A quote opens a field and does not close it.</summary>
    public const string UnclosedQuote = "csv-unclosed-quote";

    /// <summary>A row holds a NUL character.</summary>
    public const string NulByte = "csv-nul-byte";

    /// <summary>A row holds bytes that are not UTF-8.</summary>
    public const string InvalidUtf8 = "csv-invalid-utf8";

    /// <summary>A row holds half a surrogate pair, or the input ends in the middle of a UTF-16 character.</summary>
    public const string InvalidUtf16 = "csv-invalid-utf16";

    /// <summary>A row holds one of the five bytes that mean nothing in Windows-1252.</summary>
    public const string InvalidWindows1252 = "csv-invalid-windows1252";

    /// <summary>A field is longer than <see cref="CsvDialect.MaxFieldBytes"/>.</summary>
    public const string FieldTooLong = "csv-field-too-long";

    /// <summary>A row is longer than <see cref="CsvDialect.MaxRowBytes"/>.</summary>
    public const string RowTooLong = "csv-row-too-long";

    /// <summary>A row has more fields than <see cref="CsvDialect.MaxFields"/>.</summary>
    public const string TooManyFields = "csv-too-many-fields";
}
