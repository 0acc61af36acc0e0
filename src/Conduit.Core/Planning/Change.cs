using System.Collections.Immutable;
using Conduit.Records;

namespace Conduit.Planning;

/// <summary>One change of one record: what it was, what it shall be, and why.</summary>
public sealed class Change
{
    private IReadOnlyList<RecordReference> _references = [];

    /// <summary>The id: the same change has the same id in every later plan.</summary>
    public required ChangeId Id { get; init; }

    /// <summary>The key of the record, as it is known before the change.</summary>
    public required RecordKey Key { get; init; }

    /// <summary>What the change does.</summary>
    public required ChangeAction Action { get; init; }

    /// <summary>The record's id in the LMS; null for a record that is to be created.</summary>
    public string? LmsId { get; init; }

    /// <summary>What the record refers to, with LMS ids once they are known. In a plan the ids are null.</summary>
    public IReadOnlyList<RecordReference> References
    {
        get => _references;
        init => _references = value;
    }

    /// <summary>What the LMS is known to hold, whole; null for a create.</summary>
    public RosterRecord? Before { get; init; }

    /// <summary>The record as it shall be, whole: what is known with what the source states laid over it; null for a delete.</summary>
    public RosterRecord? After { get; init; }

    /// <summary>The names of the fields that differ; custom fields with their prefix.</summary>
    public ImmutableArray<string> ChangedFields { get; init; } = [];

    /// <summary>The row that asks for the change; null for a removal, which a missing row asks for.</summary>
    public SourceLocation? Origin { get; init; }

    /// <summary>Why, where the action alone does not tell: <c>absent</c>, <c>asked</c>, <c>dependant</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>The rows that the record rests on after the change.</summary>
    public IReadOnlyList<RowSupport> Supports { get; init; } = [];

    /// <summary>The kind of record.</summary>
    public RecordKind Kind => Key.Kind;

    /// <summary>The key after the change: another one than <see cref="Key"/> only where a key field changes.</summary>
    public RecordKey KeyAfter { get; init; }

    /// <summary>Fills in the LMS ids of what the record refers to.</summary>
    /// <returns>Whether all of them are known.</returns>
    internal bool Refer(Func<RecordKey, string?> lmsIdOf)
    {
        if (_references.Count == 0)
            return true;
        bool all = true;
        RecordReference[] references = [.. _references];
        foreach (ref RecordReference reference in references.AsSpan())
        {
            reference = reference with { LmsId = lmsIdOf(reference.Key) };
            all &= reference.LmsId is not null;
        }
        _references = references;
        return all;
    }

    /// <summary>The change, for people; no values.</summary>
    public override string ToString() => $"{Action.Name()} {Kind.Name()} {Id}";
}
