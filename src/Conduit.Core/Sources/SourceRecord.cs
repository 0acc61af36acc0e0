using Conduit.Records;

namespace Conduit.Sources;

/// <summary>A row made into a record.</summary>
/// <param name="Record">What the row states. Of a rejected row: as much of it as could be read, so that its key can be looked for.</param>
public sealed record SourceRecord(RosterRecord Record)
{
    /// <summary>What the row asks for.</summary>
    public RowAction Action { get; init; }

    /// <summary>Whether the row must not be used: damaged, or an error in what identifies it.</summary>
    public bool IsRejected { get; init; }

    /// <summary>
    /// Whether the key of a rejected row can be believed. Where it cannot, the row could be anybody's, and no removal of the kind is planned in that run.
    /// </summary>
    public bool HasSureKey { get; init; }

    /// <summary>
    /// What the username of a user is to be made of, where <see cref="Record"/> states none: this text, or this text with the lowest
    /// number behind it that makes it the person's own. The record needs an idnumber then. Null: the record says it all.
    /// </summary>
    public string? BaseName { get; init; }

    /// <summary>
    /// The key by which a user, course or cohort was known before (idnumber, or else username, short name or name); null when it has
    /// always had the one it has. What is known under the old key is renamed.
    /// </summary>
    public string? OldKey { get; init; }

    /// <summary>What is wrong with the row; empty for almost all.</summary>
    public IReadOnlyList<RecordIssue> Issues { get; init; } = [];
}
