using Conduit.Planning;
using Conduit.Records;

namespace Conduit.Reconciliation;

/// <summary>What is done with the records of one kind.</summary>
public sealed record KindPolicy
{
    /// <summary>What happens to a managed record that a complete feed no longer holds.</summary>
    public required RemovalAction Removal { get; init; }

    /// <summary>The most removals in one plan.</summary>
    public ChangeGuard Guard { get; init; } = ChangeGuard.Default;

    /// <summary>The most records in one plan that get another key.</summary>
    public ChangeGuard RenameGuard { get; init; } = ChangeGuard.Default;

    /// <summary>
    /// By which fields a record of the LMS is found for a row whose own key is not known, the first that finds one counts. The
    /// idnumber always counts first. Null: <see cref="MatchKey.DefaultOf"/>.
    /// </summary>
    public IReadOnlyList<MatchKey>? Match { get; init; }

    /// <summary>Which fields the source writes, and when.</summary>
    public FieldOwnership Ownership { get; init; } = FieldOwnership.OfSource;

    /// <summary>A record with its idnumber as it is spelled elsewhere, where case is no difference.</summary>
    internal RosterRecord Spelled(RosterRecord record, string? id) => RecordKeys.IdField(record.Kind) is { } field && KeyOf(field) is { IgnoresCase: true }
        && record[field].AsText() is { } own && own != id && string.Equals(own, id, StringComparison.OrdinalIgnoreCase)
        ? record.With(field, FieldValue.Of(id))
        : record;

    /// <summary>The key of a field, where the kind is matched by it.</summary>
    internal MatchKey? KeyOf(RecordField field) => (Match ?? MatchKey.DefaultOf(field.Kind)).FirstOrDefault(key => key.Field == field);

    /// <summary>
    /// What of the policy decides about rows that are known: under another version they are looked at anew. How records are matched is no
    /// part of it, for a row that is known has its record.
    /// </summary>
    internal string Version => Ownership.Version;
}
