using System.Text;

namespace Conduit.Csv;

/// <summary>Makes a header out of the first row.</summary>
internal static class HeaderReader
{
    /// <summary>Takes the names out of the batch's only row and tells what is wrong with them.</summary>
    public static CsvHeader Read(ReadOnlySpan<byte> data, RowBatch batch, IssueWriter issueWriter, List<CsvIssue> issues)
    {
        RowRun row = batch.Run(0);
        foreach (CsvIssue issue in batch.IssuesOf(row))
            issues.Add(issue);

        var names = new string[row.Fields];
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        int start = batch.Ends.Next(row.First - 1);
        int field = start;
        for (int i = 0; i < names.Length; i++)
        {
            int end = batch.Ends.End(row.First + i);
            names[i] = Name(data[field..end]);
            if (string.IsNullOrWhiteSpace(names[i]))
                issues.Add(issueWriter.At(CsvIssueCodes.EmptyHeading, data, start, row.Line, field));
            else if (!seen.Add(names[i]))
                issues.Add(issueWriter.At(CsvIssueCodes.DuplicateHeading, data, start, row.Line, field));
            field = end + 1;
        }

        return new CsvHeader(names, row.Issues > 0);
    }

    private static string Name(ReadOnlySpan<byte> raw) =>
        Encoding.UTF8.GetString(raw.IsEmpty || raw[0] != (byte)'"' ? raw : Unquoting.Value(raw, new byte[raw.Length]));
}
