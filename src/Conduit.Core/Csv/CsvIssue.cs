namespace Conduit.Csv;

/// <summary>Something wrong with the text of a CSV file, and where. The message never holds a value of the file.</summary>
/// <param name="Code">One of <see cref="CsvIssueCodes"/>; stable, fit for lookup and translation.</param>
/// <param name="Message">A sentence that says what is wrong and what to do about it.</param>
/// <param name="Line">The physical line, counted from 1; the line of a header in front counts.</param>
/// <param name="Column">
/// The place in that line, counted from 1 in characters (Unicode code points; bytes that are no character count as one
/// for each sequence that cannot be decoded). Issues about a row as a whole stand at column 1.
/// </param>
public sealed record CsvIssue(string Code, string Message, long Line, int Column);
