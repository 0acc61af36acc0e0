using System.Runtime.InteropServices;

namespace Conduit.Csv;

/// <summary>Rows of one batch that follow each other, have the same number of fields and nothing wrong with them; or one row of any kind.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct RowRun
{
    /// <summary>The place in the position list of the end of the first row's first field.</summary>
    public int First;

    /// <summary>How many rows.</summary>
    public int Rows;

    /// <summary>How many fields each row has.</summary>
    public int Fields;

    /// <summary>How many positions lie between the first ends of two rows: the fields, and one more where lines end in CRLF.</summary>
    public int Stride;

    /// <summary>The physical line of the first row.</summary>
    public long Line;

    /// <summary>How many line breaks inside quotes stand in the batch's list before the first row.</summary>
    public int FirstBreak;

    /// <summary>Whether some field may be quoted; where not, nobody need look.</summary>
    public bool MayHaveQuotes;

    /// <summary>Where the issues of the row stand in the batch.</summary>
    public int FirstIssue;

    /// <summary>How many there are; a run with issues has one row.</summary>
    public int Issues;
}
