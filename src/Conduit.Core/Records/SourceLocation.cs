namespace Conduit.Records;

/// <summary>Where something stands in a source.</summary>
/// <param name="File">The file's name, or the feed's where there is no file.</param>
/// <param name="Line">The line, from 1, the header included; 0 where lines do not apply.</param>
/// <param name="Column">The column, from 1; 0 where the whole line is meant.</param>
public readonly record struct SourceLocation(string File, long Line, int Column = 0)
{
    /// <summary><c>users.csv:12</c> or <c>users.csv:12:5</c>.</summary>
    public override string ToString() => Line == 0 ? File : Column == 0 ? $"{File}:{Line}" : $"{File}:{Line}:{Column}";
}
