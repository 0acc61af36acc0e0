using System.Globalization;
using System.Text;

namespace Conduit.Csv;

/// <summary>Says what is wrong and where, in words that hold nothing of the file.</summary>
internal sealed class IssueWriter(CsvDialect dialect)
{
    /// <summary>An issue at a place inside a row.</summary>
    /// <param name="code">What is wrong.</param>
    /// <param name="data">The bytes that hold the row.</param>
    /// <param name="row">Where the row starts in them.</param>
    /// <param name="line">The physical line of that start.</param>
    /// <param name="at">Where the issue is.</param>
    public CsvIssue At(string code, ReadOnlySpan<byte> data, int row, long line, int at)
    {
        int lineStart = LineBreaks.LineStart(data, row, at);
        return new CsvIssue(code, Message(code), line + LineBreaks.Count(data[row..lineStart]), Column(data[lineStart..at]));
    }

    /// <summary>A row that has not as many fields as it should.</summary>
    public static CsvIssue Ragged(int found, int expected, bool hasHeader, long line) => new(
        CsvIssueCodes.RaggedRow,
        string.Create(CultureInfo.InvariantCulture, $"The row has {found} fields where the {(hasHeader ? "header" : "first row")} has {expected}. Look for a separator too many or missing; a field that holds the separator must stand in quotes."),
        line,
        1);

    private string Message(string code) => code switch
    {
        CsvIssueCodes.NoHeader => "The input has no header. Name the columns in the first line, or say that there is none.",
        CsvIssueCodes.DuplicateHeading => "This heading names a second column (ignoring case). Give each column a name of its own; until then the first one counts.",
        CsvIssueCodes.EmptyHeading => "This column has no heading. Name it, or remove the column.",
        CsvIssueCodes.StrayQuote => "Text follows the closing quote of a field. Double the quotes inside the field, or put a separator after the closing quote.",
        CsvIssueCodes.UnclosedQuote => "The quote that opens this field is never closed. Close it before the separator or the line end; the row was cut at the end of its first line.",
        CsvIssueCodes.NulByte => "The row holds a NUL character. Export the file again as text; if it is UTF-16, it needs a byte order mark or a told encoding.",
        CsvIssueCodes.InvalidUtf8 => "The row holds bytes that are not UTF-8. Export the file as UTF-8, or tell the encoding that it has.",
        CsvIssueCodes.InvalidUtf16 => "The row holds half a UTF-16 character. Export the file again, or tell the encoding that it has.",
        CsvIssueCodes.InvalidWindows1252 => "The row holds a byte that stands for nothing in Windows-1252. Tell the encoding that the file has.",
        CsvIssueCodes.FieldTooLong => Limit("The field is longer than {0} bytes, the limit for one field. Look for a missing separator, or raise the limit.", dialect.MaxFieldBytes),
        CsvIssueCodes.RowTooLong => Limit("The row is longer than {0} bytes, the limit for one row. Look for a missing line end, or raise the limit.", dialect.MaxRowBytes),
        CsvIssueCodes.TooManyFields => Limit("The row has more than {0} fields, the limit for one row. Look for a missing line end, or raise the limit.", dialect.MaxFields),
        _ => throw new ArgumentOutOfRangeException(nameof(code)),
    };

    private static string Limit(string sentence, int limit) =>
        string.Format(CultureInfo.InvariantCulture, sentence, limit.ToString("N0", CultureInfo.InvariantCulture));

    /// <summary>The column after this much of a line. Each sequence that cannot be decoded counts as one character.</summary>
    private static int Column(ReadOnlySpan<byte> before)
    {
        int column = 1;
        while (!before.IsEmpty)
        {
            Rune.DecodeFromUtf8(before, out _, out int consumed);
            before = before[consumed..];
            column++;
        }

        return column;
    }
}
