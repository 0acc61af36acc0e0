using Conduit.Records;

namespace Conduit.Sinks;

/// <summary>A record as the LMS holds it.</summary>
/// <param name="Record">Its values. References are stated by whichever key the LMS knows (username, idnumber, short name).</param>
/// <param name="LmsId">Its id in the LMS, unique in its kind and never empty.</param>
public sealed record LmsRecord(RosterRecord Record, string LmsId)
{
    /// <summary>Who or what put it there: an enrollment method, an authentication plugin; null when unknown.</summary>
    public string? Owner { get; init; }

    /// <summary>Whether it must never be removed: an administrator, the guest, an enrollment of another method.</summary>
    public bool IsProtected { get; init; }

    /// <summary>In a reading of single records (<see cref="LmsQuery.Only"/>): the key of the look-up that this record answers.</summary>
    public RecordKey? AnswerTo { get; init; }
}
