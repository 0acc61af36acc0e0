using Conduit.Records;

namespace Conduit.State;

/// <summary>One record in the index.</summary>
internal struct IndexEntry
{
    /// <summary>The hash of the key.</summary>
    public Hash128 Key;

    /// <summary>The fingerprint of the one row that the record rests on; zero where there is not exactly one.</summary>
    public Hash128 Row;

    /// <summary>The hash of the secondary name (username, short name, cohort name); zero where there is none.</summary>
    public Hash128 Name;

    /// <summary>Where it stands in the values file.</summary>
    public ValuesPlace Place;

    /// <summary>The number of the feed that the one row came from.</summary>
    public ushort Feed;

    public KnownFlags Flags;

    public readonly bool Is(KnownFlags flags) => (Flags & flags) != KnownFlags.None;

    /// <summary>Whether nothing is to be done when its rows say what they said before.</summary>
    public readonly bool IsSettled => (Flags & ~(KnownFlags.Protected | KnownFlags.ManyRows)) == KnownFlags.Managed;

    public readonly RecordFingerprint Fingerprint => new(Row);
}
