using Conduit.Records;

namespace Conduit.Mapping;

/// <summary>What a map made of a row.</summary>
/// <param name="Record">What the row states; of a rejected row, as much as could be read.</param>
/// <param name="Removes">Whether the row asks for the record to go.</param>
/// <param name="IsRejected">Whether the row must not be used.</param>
/// <param name="Issues">What is wrong.</param>
/// <param name="HasSureKey">Whether the fields that identify the record can be believed, also where the row is rejected.</param>
internal sealed record MappedRow(RosterRecord Record, bool Removes, bool IsRejected, IReadOnlyList<RecordIssue> Issues, bool HasSureKey)
{
    /// <summary>What the username is to be made of, where the map does not give the username itself.</summary>
    public string? BaseName { get; init; }

    /// <summary>The key by which the record was known before; null when the row does not say.</summary>
    public string? OldKey { get; init; }
}
