using System.Collections.Immutable;
using Conduit.Planning;
using Conduit.Records;
using Conduit.State;

namespace Conduit.Reconciliation;

/// <summary>Makes changes out of what is known and what shall be. The plan gives them their ids.</summary>
internal sealed class ChangeFactory(KindReconciler reconciler)
{
    public static Change Create(MappedRow row, RosterRecord record, IReadOnlyList<RowSupport> supports) => new()
    {
        Id = default,
        Key = row.Key,
        KeyAfter = row.Key,
        Action = ChangeAction.Create,
        After = record,
        Origin = row.Location,
        Supports = supports,
    };

    /// <summary>The change that brings a known record to what its rows state; null when it is there already.</summary>
    public Change? Compare(KnownRecord known, MappedRow row, RosterRecord stated, IReadOnlyList<RowSupport> supports)
    {
        bool reopens = (known.Flags & KnownFlags.Removed) != KnownFlags.None;
        RosterRecord wanted = reopens ? reconciler.Reopened(stated) : stated;
        ImmutableArray<string> fields = RecordComparison.Differences(known.Values, wanted);
        if (known.IsManaged && fields.IsEmpty)
            return null;
        RosterRecord after = fields.IsEmpty ? known.Values : RecordComparison.Overlay(known.Values, wanted);
        RecordKey keyAfter = RecordKey.OwnOf(after) ?? known.Key;
        ChangeAction action = !known.IsManaged ? ChangeAction.Adopt
            : keyAfter != known.Key ? ChangeAction.Rename
            : reopens && !reconciler.IsSuspended(after) ? ChangeAction.Reactivate
            : ChangeAction.Update;
        return Of(known, action, after, keyAfter, fields, row.Location, null, supports);
    }

    public Change Remove(KnownRecord known, RemovalAction removal, string reason)
    {
        RosterRecord? after = removal == RemovalAction.Delete ? null : reconciler.Suspended(known.Values);
        ChangeAction action = removal switch
        {
            RemovalAction.Suspend => ChangeAction.Suspend,
            RemovalAction.Archive => ChangeAction.Archive,
            _ => ChangeAction.Delete,
        };
        ImmutableArray<string> fields = after is null ? [] : RecordComparison.Differences(known.Values, after);
        return Of(known, action, after, known.Key, fields, null, reason, known.Supports);
    }

    private static Change Of(
        KnownRecord known, ChangeAction action, RosterRecord? after, RecordKey keyAfter, ImmutableArray<string> fields,
        SourceLocation? origin, string? reason, IReadOnlyList<RowSupport> supports) => new()
        {
            Id = default,
            Key = known.Key,
            KeyAfter = keyAfter,
            Action = action,
            LmsId = known.LmsId,
            Before = known.Values,
            After = after,
            ChangedFields = fields,
            Origin = origin,
            Reason = reason,
            Supports = supports,
        };
}
