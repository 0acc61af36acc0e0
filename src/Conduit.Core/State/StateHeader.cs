using Conduit.Planning;
using Conduit.Records;
using Conduit.Transactions;

namespace Conduit.State;

/// <summary>Everything about the state but its records.</summary>
internal sealed class StateHeader
{
    /// <summary>The version of the file format. Newer code reads older files; older code refuses newer ones.</summary>
    public const int Format = 6;

    /// <summary>The last format whose header is JSON; all else is as it is now.</summary>
    public const int LastWithJson = 5;

    /// <summary>Drawn once; plans carry it, so that a plan is never applied to another LMS's state.</summary>
    public required string StateId { get; init; }

    public required FingerprintKey Key { get; init; }

    /// <summary>The key of fingerprints, as headers tell it.</summary>
    /// <exception cref="DataFolderException">There is no such hash here.</exception>
    public static FingerprintKey KeyOf(string hash, string key) => FingerprintKey.Of(hash, RecordFingerprint.Parse(key).Bits)
        ?? throw new DataFolderException($"The state was written with the hash {hash}, which this version does not have. Use the version that wrote it.");

    /// <summary>Grows with every checkpoint.</summary>
    public long Version { get; set; }

    /// <summary>When the LMS was last read; null when it never was.</summary>
    public DateTimeOffset? LmsReadAt { get; set; }

    /// <summary>How far the log is contained in the checkpoint.</summary>
    public LogPosition Log { get; set; }

    /// <summary>The values file, and how much of it counts.</summary>
    public string ValuesFile { get; set; } = "";

    public long ValuesLength { get; set; }

    /// <summary>How many records were put into the values file, those included that were written anew since.</summary>
    public long ValuesCount { get; set; }

    /// <summary>What each feed gave when the last plan was applied.</summary>
    public List<FeedReading> Feeds { get; set; } = [];

    /// <summary>The names of feeds, by the number that index entries carry: <c>source/feed</c>.</summary>
    public List<string> FeedNames { get; init; } = [];

    /// <summary>Rows of lists of changes that wait for what they refer to.</summary>
    public List<PendingRow> Pending { get; set; } = [];

    /// <summary>Rows that were rejected, by the text of their fingerprints, and the run in which they first were.</summary>
    public Dictionary<string, string> Rejections { get; set; } = new(StringComparer.Ordinal);
}
