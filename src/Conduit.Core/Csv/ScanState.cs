using System.Runtime.InteropServices;

namespace Conduit.Csv;

/// <summary>What a structural scan found.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct ScanState
{
    /// <summary>How many positions were written.</summary>
    public int Positions;

    /// <summary>How many of them are bytes of line ends.</summary>
    public int LineEnds;

    /// <summary>How many positions of line breaks inside quotes were written.</summary>
    public int Breaks;

    /// <summary>Up to where the findings hold. Less than was asked for when a list is full or a quote is out of order.</summary>
    public int ScannedTo;

    /// <summary>Whether the scan stopped at a quote that neither opens a field nor closes or is doubled in a quoted one.</summary>
    public bool HasStrayQuote;

    /// <summary>Whether some field may be quoted.</summary>
    public bool MayHaveQuotes;

    /// <summary>Whether some row may hold a NUL or bytes that are not UTF-8, so that each must be looked at.</summary>
    public bool NeedsCheck;
}
