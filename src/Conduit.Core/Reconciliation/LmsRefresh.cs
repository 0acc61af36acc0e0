using Conduit.Planning;
using Conduit.Records;
using Conduit.Sinks;
using Conduit.State;

namespace Conduit.Reconciliation;

/// <summary>
/// Reads the LMS and brings the state up to date: values and LMS ids, what drifted, what vanished, what Conduit never saw.
/// Nothing is dropped from the state unless the reading was complete.
/// </summary>
internal sealed class LmsRefresh(KnownState state, ILmsSink sink, SinkCapabilities capabilities, IProgress<SyncProgress>? progress)
{
    private readonly List<PlanBlocker> _blockers = [];

    public long Records { get; private set; }

    public long Drifted { get; private set; }

    public long Vanished { get; private set; }

    /// <summary>What makes the reading unfit to remove anything by.</summary>
    public IReadOnlyList<PlanBlocker> Blockers => _blockers;

    public async ValueTask RunAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var resolver = new ReferenceResolver(state);
        foreach (RecordKind kind in RecordKinds.InOrder)
        {
            if (capabilities.Of(kind) is { } of)
                await ReadAsync(kind, of, resolver, cancellationToken).ConfigureAwait(false);
        }
        // What was read in part does not count as read: the next plan reads again.
        if (_blockers.Count == 0)
            state.Header.LmsReadAt = now;
    }

    private async ValueTask ReadAsync(RecordKind kind, KindCapabilities of, ReferenceResolver resolver, CancellationToken cancellationToken)
    {
        KindIndex index = state[kind];
        Dictionary<Hash128, int> byLmsId = LmsIds(kind);
        var seen = new bool[index.Count];
        int knownBefore = index.Count;
        var reading = LmsReading.Cut;
        long read = 0;
        await foreach (LmsItem item in sink.ReadAsync(new LmsQuery(kind), cancellationToken).ConfigureAwait(false))
        {
            if (item.Record is not { } record)
            {
                reading = item.Reading;
                break;
            }
            Take(record, kind, of, resolver, byLmsId, seen, knownBefore);
            if (++read % 1000 == 0)
                progress?.Report(new SyncProgress(SyncPhase.ReadingLms, kind, read, null));
        }
        Records += read;
        if (reading == LmsReading.Complete)
            DropVanished(kind, seen);
        else if (reading == LmsReading.Cut)
            _blockers.Add(new PlanBlocker(IssueCodes.LmsReadIncomplete, $"The LMS broke off while its {kind.Name()} records were read. Try again; if it stays so, look at the LMS's own log.", kind));
    }

    private void Take(
        LmsRecord record, RecordKind kind, KindCapabilities of, ReferenceResolver resolver, Dictionary<Hash128, int> byLmsId, bool[] seen, int knownBefore)
    {
        // What hangs in the air in the LMS itself, as a membership of a deleted user, is none of ours.
        if (KindReconciler.Of(kind).Resolve(record.Record, resolver).Key is not { } key)
            return;
        int at = byLmsId.TryGetValue(state.Key.Hash(record.LmsId).Bits, out int byId) ? byId : state.Find(key);
        if (at < 0)
        {
            state.Put(new KnownRecord(key, record.LmsId, record.Record) { Flags = record.IsProtected ? KnownFlags.Protected : KnownFlags.None, Owner = record.Owner });
            return;
        }
        KnownRecord known = state.Read(kind, at);
        if (at >= knownBefore || seen[at] && known.LmsId != record.LmsId)
        {
            state.PutAt(at, known with { Flags = known.Flags | KnownFlags.Ambiguous });
            return;
        }
        seen[at] = true;
        RosterRecord values = Merged(known.Values, record.Record, of);
        bool drifted = !RecordComparison.SameContent(values, known.Values);
        RecordKey keyNow = !known.IsManaged && state.Find(key) < 0 ? key : known.Key;
        KnownFlags flags = known.Flags & ~(KnownFlags.Protected | KnownFlags.Ambiguous) | (record.IsProtected ? KnownFlags.Protected : KnownFlags.None);
        IReadOnlyList<string> driftedFields = known.DriftedFields;
        if (drifted && known.IsManaged)
        {
            flags |= KnownFlags.Drifted;
            driftedFields = [.. driftedFields.Union(RecordComparison.Differences(known.Values, values), StringComparer.OrdinalIgnoreCase)];
            Drifted++;
        }
        if (drifted || keyNow != known.Key || flags != known.Flags || known.LmsId != record.LmsId || known.Owner != record.Owner)
            state.PutAt(at, known with { Key = keyNow, Values = values, Flags = flags, DriftedFields = driftedFields, LmsId = record.LmsId, Owner = record.Owner });
    }

    // What the LMS gives back counts; what it cannot give back stays as it was last sent.
    private static RosterRecord Merged(RosterRecord known, RosterRecord read, KindCapabilities of)
    {
        RosterRecord merged = known.Copy();
        foreach (RecordField field in RecordFields.Of(known.Kind))
        {
            if (field.Is(FieldTraits.Reference) || !of.ReadableFields.Contains(field))
                continue;
            if (read.Stated.Contains(field))
                merged.Set(field, read[field]);
            else if (merged.Stated.Contains(field))
                merged.Set(field, FieldValue.Empty);
        }
        if (of.StoresCustomFields)
            merged.SetCustom(CustomFields.Of(known.Custom.Select(c => new KeyValuePair<string, string>(c.Key, "")).Concat(read.Custom)));
        return merged;
    }

    private void DropVanished(RecordKind kind, bool[] seen)
    {
        KindIndex index = state[kind];
        var vanished = new List<int>();
        long managed = 0;
        long gone = 0;
        for (int at = 0; at < seen.Length; at++)
        {
            if (index[at].Is(KnownFlags.Gone))
                continue;
            bool isManaged = index[at].Is(KnownFlags.Managed);
            managed += isManaged ? 1 : 0;
            if (seen[at])
                continue;
            gone += isManaged ? 1 : 0;
            vanished.Add(at);
        }
        if (ChangeGuard.Default.IsExceeded(gone, managed))
        {
            _blockers.Add(new PlanBlocker(IssueCodes.LmsRecordsLost,
                $"{gone} of {managed} managed {kind.Name()} records are no longer in the LMS. If the LMS was restored or cut its answer short, mend that; if they were removed there on purpose, start with an empty data folder.", kind));
            return;
        }
        Vanished += gone;
        foreach (int at in vanished)
            state.Drop(kind, at);
    }

    private Dictionary<Hash128, int> LmsIds(RecordKind kind)
    {
        KindIndex index = state[kind];
        var ids = new Dictionary<Hash128, int>(index.Count);
        for (int at = 0; at < index.Count; at++)
        {
            if (!index[at].Is(KnownFlags.Gone))
                ids[state.Key.Hash(state.Read(kind, at).LmsId).Bits] = at;
        }
        return ids;
    }
}
