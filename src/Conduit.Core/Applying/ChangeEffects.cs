using Conduit.Planning;
using Conduit.Records;
using Conduit.State;

namespace Conduit.Applying;

/// <summary>Writes into the state what applied changes have done, when they are applied and when the log is replayed.</summary>
internal sealed class ChangeEffects(KnownState state)
{
    private readonly Dictionary<RecordKey, RecordKey> _renamed = [];
    private readonly Dictionary<string, string>?[] _lmsIds = RecordKinds.Each(k =>
        k is RecordKind.User or RecordKind.Course or RecordKind.Cohort or RecordKind.Group ? new Dictionary<string, string>(StringComparer.Ordinal) : null);

    /// <summary>Takes an applied change in.</summary>
    /// <param name="change">The change.</param>
    /// <param name="result">Its result.</param>
    /// <param name="source">Who asked for it.</param>
    /// <param name="isRead">Whether the stored values were read back, and so may differ from what was meant.</param>
    public void Apply(Change change, ChangeResult result, string source, bool isRead = false)
    {
        int at = state.Find(change.Key);
        if (change.After is null)
        {
            if (at >= 0)
                state.Drop(change.Kind, at);
            _lmsIds[(int)change.Kind]?.Remove(change.Key.Value);
            return;
        }
        KnownFlags flags = KnownFlags.Managed;
        if (at >= 0)
            flags |= state[change.Kind][at].Flags & KnownFlags.Protected;
        if (change.Action.IsRemoval())
            flags |= KnownFlags.Removed | KnownFlags.Absent;
        RosterRecord values = result.Stored is null ? change.After : RecordComparison.Overlay(change.After, result.Stored);
        if (isRead && !RecordComparison.Differences(values, change.After).IsEmpty)
            flags |= KnownFlags.Drifted;
        string lmsId = result.LmsId ?? change.LmsId ?? "";
        string? owner = at >= 0 ? state.Read(change.Kind, at).Owner : null;
        state.PutAt(at, new KnownRecord(change.Key, lmsId, values) { Flags = flags, Source = source, Owner = owner, Supports = change.Supports });
        Remember(change.Key, lmsId);
        if (change.KeyAfter != change.Key)
            _renamed[change.Key] = change.KeyAfter;
    }

    /// <summary>The LMS id of a record; null when it does not stand in the LMS.</summary>
    public string? LmsIdOf(RecordKey key)
    {
        if (_lmsIds[(int)key.Kind] is { } known && known.TryGetValue(key.Value, out string? lmsId))
            return lmsId;
        int at = state.Find(key);
        lmsId = at < 0 ? null : state.Read(key.Kind, at).LmsId;
        if (lmsId is not null)
            Remember(key, lmsId);
        return lmsId;
    }

    /// <summary>
    /// Gives renamed records, and all that refer to them, their new keys. Done once a run is over, so that within a run every
    /// record has one key.
    /// </summary>
    public void Rekey()
    {
        if (_renamed.Count == 0)
            return;
        foreach (RecordKind kind in RecordKinds.InOrder)
        {
            int count = state[kind].Count;
            for (int at = 0; at < count; at++)
            {
                if (state[kind][at].Is(KnownFlags.Gone))
                    continue;
                KnownRecord known = state.Read(kind, at);
                RecordKey after = Rekeyed(known.Key);
                if (after != known.Key)
                    state.PutAt(at, known with { Key = after });
            }
        }
        _renamed.Clear();
        foreach (Dictionary<string, string>? known in _lmsIds)
            known?.Clear();
    }

    // Few kinds are referred to; what refers is not worth remembering.
    private void Remember(RecordKey key, string lmsId)
    {
        if (_lmsIds[(int)key.Kind] is { } known)
            known[key.Value] = lmsId;
    }

    private RecordKey Rekeyed(RecordKey key)
    {
        if (_renamed.TryGetValue(key, out RecordKey after))
            return after;
        string[] parts = key.Parts;
        return key.Kind switch
        {
            RecordKind.Enrollment => RecordKey.Of(key.Kind, Course(parts[0]), User(parts[1])),
            RecordKind.Group => RecordKey.Of(key.Kind, Course(parts[0]), parts[1]),
            RecordKind.GroupMember => RecordKey.Of(key.Kind, Course(parts[0]), parts[1], User(parts[2])),
            RecordKind.CohortMember => RecordKey.Of(key.Kind, Renamed(RecordKind.Cohort, parts[0]), User(parts[1])),
            RecordKind.RoleAssignment => RecordKey.Of(key.Kind, User(parts[0]), parts[1], parts[2], parts[2] switch
            {
                "course" => Course(parts[3]),
                "user" => User(parts[3]),
                _ => parts[3],
            }),
            _ => key,
        };
    }

    private string User(string value) => Renamed(RecordKind.User, value);

    private string Course(string value) => Renamed(RecordKind.Course, value);

    private string Renamed(RecordKind kind, string value) => _renamed.TryGetValue(new RecordKey(kind, value), out RecordKey after) ? after.Value : value;
}
