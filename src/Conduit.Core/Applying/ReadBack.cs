using Conduit.Planning;
using Conduit.Records;
using Conduit.Sinks;

namespace Conduit.Applying;

/// <summary>Finds out what became of changes whose outcome nobody knows: reads their records back by key.</summary>
internal static class ReadBack
{
    /// <summary>Reads the records of some changes of one kind.</summary>
    /// <returns>
    /// For each change: applied when the LMS holds what the change wants, deferred when it does not. Changes that the LMS
    /// cannot tell of stay unknown.
    /// </returns>
    public static async ValueTask<List<ChangeResult>> ResolveAsync(ILmsSink sink, IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        RecordKind kind = changes[0].Kind;
        var query = new LmsQuery(kind)
        {
            Only = [.. changes.Select(c => new LmsLookup(c.Key, (c.After ?? c.Before)!, c.LmsId) { References = c.References })],
        };
        var found = new Dictionary<RecordKey, LmsRecord>();
        var reading = LmsReading.Cut;
        await foreach (LmsItem item in sink.ReadAsync(query, cancellationToken).ConfigureAwait(false))
        {
            if (item.Record is { } record)
            {
                if (record.AnswerTo is { } key)
                    found.TryAdd(key, record);
                continue;
            }
            reading = item.Reading;
            break;
        }
        return [.. changes.Select(c => Judge(c, found.GetValueOrDefault(c.Key), reading))];
    }

    private static ChangeResult Judge(Change change, LmsRecord? found, LmsReading reading)
    {
        if (reading != LmsReading.Complete)
            return ChangeResult.Unknown(change.Id, "outcome-unknown", "The LMS does not tell whether the change happened. Read the LMS again before the next run.");
        if (change.After is null)
            return found is null ? ChangeResult.Applied(change.Id, change.LmsId ?? "") : NotYet(change);
        if (found is null)
            return NotYet(change);
        bool isThere = change.Action == ChangeAction.Create || RecordComparison.Differences(found.Record, Changed(change)).IsEmpty;
        return isThere ? ChangeResult.Applied(change.Id, found.LmsId, found.Record) : NotYet(change);
    }

    // Only what the change was to write can tell whether it was written.
    private static RosterRecord Changed(Change change)
    {
        RosterRecord wanted = RosterRecord.Create(change.Kind);
        foreach (string name in change.ChangedFields)
        {
            if (RecordFields.Find(change.Kind, name) is { } field)
                wanted.Set(field, change.After![field]);
            else
                wanted.SetCustom(wanted.Custom.With(CustomFields.Of([new(name[RecordFields.CustomPrefix.Length..], change.After!.Custom[name[RecordFields.CustomPrefix.Length..]] ?? "")])));
        }
        return wanted;
    }

    private static ChangeResult NotYet(Change change) =>
        ChangeResult.Deferred(change.Id, "not-applied", "The change did not reach the LMS. It is tried again.");
}
