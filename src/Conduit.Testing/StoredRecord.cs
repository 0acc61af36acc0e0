using Conduit.Records;

namespace Conduit.Testing;

/// <summary>A record as the in-memory LMS holds it.</summary>
/// <param name="LmsId">Its id.</param>
/// <param name="Values">Its values, without references.</param>
/// <param name="References">The ids of what it refers to.</param>
internal sealed record StoredRecord(string LmsId, RosterRecord Values, string[] References)
{
    public bool IsProtected { get; init; }

    public string? Owner { get; init; }
}
