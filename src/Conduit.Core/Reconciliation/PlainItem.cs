using Conduit.Planning;
using Conduit.Records;

namespace Conduit.Reconciliation;

/// <summary>A row, or a known record that no row speaks of, and what is to be done about it.</summary>
internal struct PlainItem
{
    /// <summary>What the row states.</summary>
    public PlainRecord Record;

    /// <summary>Where the row stands among the kind's feeds.</summary>
    public RowPlace Place;

    /// <summary>Its line.</summary>
    public long Line;

    /// <summary>Its fingerprint.</summary>
    public Hash128 Row;

    /// <summary>The hash of its key.</summary>
    public Hash128 Key;

    /// <summary>The position of the known record; -1 for a new one.</summary>
    public int Position;

    /// <summary>What is to be done; null where only the whole record can tell.</summary>
    public ChangeAction? Action;

    /// <summary>Where the line of the change begins among those of the piece.</summary>
    public int LineStart;

    /// <summary>How long it is.</summary>
    public int LineLength;
}
