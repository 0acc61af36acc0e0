using System.Text.Unicode;

namespace Conduit.Csv;

/// <summary>Looks at the text of one row and at its number of fields.</summary>
internal sealed class RowChecker(CsvDialect dialect, string invalidBytesCode, RowBatch batch)
{
    private readonly IssueWriter _issues = new(dialect);

    /// <summary>How many fields a row should have; -1 until a row says so.</summary>
    public int ExpectedFields { get; set; } = -1;

    /// <summary>Adds an issue at a place inside a row.</summary>
    public void Add(string code, ReadOnlySpan<byte> data, int row, long line, int at) => batch.Add(_issues.At(code, data, row, line, at));

    /// <summary>Adds issues for NUL characters and bytes that are no text.</summary>
    public void CheckText(ReadOnlySpan<byte> data, int start, int end, long line)
    {
        ReadOnlySpan<byte> text = data[start..end];
        int nul = text.IndexOf((byte)0);
        if (nul >= 0)
            Add(CsvIssueCodes.NulByte, data, start, line, start + nul);
        if (!Utf8.IsValid(text))
            Add(invalidBytesCode, data, start, line, start + Utf8Text.FirstInvalid(text));
    }

    /// <summary>Adds an issue where a row has not as many fields as it should.</summary>
    public void CheckFields(int fields, long line)
    {
        if (ExpectedFields >= 0 && fields != ExpectedFields)
            batch.Add(IssueWriter.Ragged(fields, ExpectedFields, dialect.HasHeader, line));
    }
}
