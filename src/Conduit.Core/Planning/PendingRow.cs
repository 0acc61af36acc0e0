using Conduit.Records;

namespace Conduit.Planning;

/// <summary>
/// A row of a list of changes that waits for what it refers to. Lists of changes say a thing once, so the row is kept here until it is
/// applied, another row of the same record takes its place, or it expires.
/// </summary>
/// <param name="Source">The source that brought it.</param>
/// <param name="Feed">The feed that brought it.</param>
/// <param name="Record">What the row states.</param>
public sealed record PendingRow(string Source, string Feed, RosterRecord Record)
{
    /// <summary>Where it stood.</summary>
    public required SourceLocation Location { get; init; }

    /// <summary>Why it waits: a code of <see cref="IssueCodes"/>.</summary>
    public required string Reason { get; init; }

    /// <summary>The plan that found it first.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When it is given up.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Whether the plan applies it. It is kept all the same until the run is over, in case that is cut off.</summary>
    public bool IsReleased { get; init; }

    /// <summary>The kind of record.</summary>
    public RecordKind Kind => Record.Kind;

    /// <summary>The kind and the place; no values.</summary>
    public override string ToString() => $"{Kind.Name()} {Location} {Reason}";

    /// <summary>Whether both speak of the same record, as far as that can be told before what they refer to is there.</summary>
    internal bool IsSameRecord(PendingRow other) => other.Kind == Kind && other.Source == Source
        && RecordFields.Of(Kind).Where(field => field.Is(FieldTraits.Reference)).All(field => Record[field].Equals(other.Record[field]));
}
