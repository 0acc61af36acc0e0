using Conduit.Records;

namespace Conduit.Sources;

/// <summary>A row of a feed: its fingerprint and its place. Valid until the reader moves on.</summary>
public readonly ref struct SourceRow
{
    private readonly SourceReader _reader;

    /// <summary>Makes a row of the reader's current place.</summary>
    public SourceRow(SourceReader reader, RecordFingerprint fingerprint, long line, bool isDamaged)
    {
        _reader = reader;
        Fingerprint = fingerprint;
        Line = line;
        IsDamaged = isDamaged;
    }

    /// <summary>128 keyed bits over the mapped columns, unescaped; for object sources over the mapped values.</summary>
    public RecordFingerprint Fingerprint { get; }

    /// <summary>The line of the row, from 1; 0 where lines do not apply.</summary>
    public long Line { get; }

    /// <summary>Whether the row could not be read as a row. It is never taken for unchanged.</summary>
    public bool IsDamaged { get; }

    /// <summary>Makes the record. Costs memory: call it only for rows that are new or changed.</summary>
    public SourceRecord Materialize() => _reader.MaterializeRow();
}
