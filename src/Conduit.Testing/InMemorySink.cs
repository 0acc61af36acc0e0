using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Conduit.Planning;
using Conduit.Records;
using Conduit.Sinks;

namespace Conduit.Testing;

/// <summary>
/// An LMS in memory that behaves as real ones do: ids of its own, unique usernames and short names, references that must
/// exist, deletions that take what depends on them along. Safe for concurrent use.
/// </summary>
public sealed class InMemorySink : ILmsSink
{
    private readonly Lock _gate = new();
    private readonly LmsTable[] _tables = [.. RecordKinds.InOrder.Select(k => new LmsTable(k))];

    /// <summary>The most changes in a batch.</summary>
    public int BatchSize { get; init; } = 100;

    /// <summary>The most batches at a time.</summary>
    public int Concurrency { get; init; } = 1;

    /// <summary>Changes that were sent, repeated ones included.</summary>
    public long ChangesReceived { get; private set; }

    /// <summary>Batches that were sent.</summary>
    public int BatchesReceived { get; private set; }

    /// <summary>Records read out.</summary>
    public long RecordsRead { get; private set; }

    /// <summary>What the LMS holds of a kind, as it would give it back, in no particular order.</summary>
    public IReadOnlyList<LmsRecord> Records(RecordKind kind)
    {
        lock (_gate)
            return [.. Table(kind).Records.Select(Restated)];
    }

    /// <summary>Puts a record in, as somebody at the LMS's own screen would.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="ArgumentException">The record refers to something that is not there.</exception>
    public string Seed(RosterRecord record, bool isProtected = false, string? owner = null)
    {
        lock (_gate)
        {
            string[] references = ReferencesOf(record) ?? throw new ArgumentException("The record refers to something that is not in the LMS.", nameof(record));
            return Table(record.Kind).Add(record, references, isProtected, owner).LmsId;
        }
    }

    /// <summary>Changes a field of a record, as somebody at the LMS's own screen would.</summary>
    public void Edit(RecordKind kind, string lmsId, RecordField field, FieldValue value)
    {
        lock (_gate)
        {
            StoredRecord stored = Table(kind).Find(lmsId) ?? throw new ArgumentException("No record has this id.", nameof(lmsId));
            Table(kind).Replace(stored with { Values = stored.Values.With(field, value) });
        }
    }

    /// <summary>Removes a record and what depends on it, as somebody at the LMS's own screen would.</summary>
    public void Erase(RecordKind kind, string lmsId)
    {
        lock (_gate)
            Delete(kind, lmsId);
    }

    /// <inheritdoc />
    public ValueTask<SinkCapabilities> DescribeAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(new SinkCapabilities(
        "in-memory LMS",
        RecordKinds.InOrder.ToImmutableDictionary(kind => kind, kind => new KindCapabilities
        {
            Actions = ActionSet.All,
            Fields = AllFields(kind),
            ReadableFields = AllFields(kind),
            StoresCustomFields = RecordFields.AllowsCustom(kind),
            BatchSize = BatchSize,
            Concurrency = Concurrency,
            PartitionBy = RecordKind.User,
        })));

    /// <inheritdoc />
    public async IAsyncEnumerable<LmsItem> ReadAsync(LmsQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        LmsRecord[] found;
        lock (_gate)
        {
            found = query.Only is null
                ? [.. Table(query.Kind).Records.Select(Restated)]
                : [.. query.Only.Select(lookup => (lookup, Find(lookup))).Where(f => f.Item2 is not null).Select(f => Restated(f.Item2!) with { AnswerTo = f.lookup.Key })];
            RecordsRead += found.Length;
        }
        foreach (LmsRecord record in found)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return LmsItem.Of(record);
        }
        yield return LmsItem.End(LmsReading.Complete);
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ChangeResult>> ApplyAsync(ChangeBatch batch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            BatchesReceived++;
            ChangesReceived += batch.Changes.Count;
            return ValueTask.FromResult<IReadOnlyList<ChangeResult>>([.. batch.Changes.Select(Apply)]);
        }
    }

    private static FieldSet AllFields(RecordKind kind) => RecordFields.Of(kind).Aggregate(new FieldSet(kind, 0), (set, field) => set.With(field));

    private LmsTable Table(RecordKind kind) => _tables[(int)kind];

    private ChangeResult Apply(Change change)
    {
        LmsTable table = Table(change.Kind);
        if (change.Action == ChangeAction.Delete)
        {
            Delete(change.Kind, change.LmsId ?? "");
            return ChangeResult.Applied(change.Id, change.LmsId ?? "");
        }
        string[] references = [.. change.References.Select(r => r.LmsId ?? "")];
        if (change.References.Any(r => Table(r.Key.Kind).Find(r.LmsId) is null))
            return ChangeResult.Refused(change.Id, "reference-unknown", "What the record refers to is not in the LMS.");
        StoredRecord? same = table.FindSame(change.After!, references);
        if (change.Action == ChangeAction.Create)
        {
            if (same is null)
                return ChangeResult.Applied(change.Id, table.Add(change.After!, references).LmsId);
            if (!SameIdNumber(same.Values, change.After!))
                return ChangeResult.Refused(change.Id, "name-taken", "Another record has this name.");
            table.Replace(same with { Values = change.After! });
            return ChangeResult.Applied(change.Id, same.LmsId);
        }
        if (table.Find(change.LmsId) is not { } stored)
            return ChangeResult.Refused(change.Id, "record-missing", "The record is no longer in the LMS.");
        if (same is not null && same.LmsId != stored.LmsId)
            return ChangeResult.Refused(change.Id, "name-taken", "Another record has this name.");
        table.Replace(stored with { Values = stored.Values.Overlaid(change.After!) });
        return ChangeResult.Applied(change.Id, stored.LmsId);
    }

    private static bool SameIdNumber(RosterRecord left, RosterRecord right) => (left, right) switch
    {
        (UserRecord a, UserRecord b) => a.IdNumber == b.IdNumber,
        (CourseRecord a, CourseRecord b) => a.IdNumber == b.IdNumber,
        _ => true,
    };

    private void Delete(RecordKind kind, string lmsId)
    {
        Table(kind).Remove(lmsId);
        foreach (RecordKind dependant in RecordKinds.InOrder)
        {
            foreach (StoredRecord stored in Table(dependant).Records.ToArray())
            {
                if (ReferredKinds(stored.Values).Zip(stored.References).Any(r => r.First == kind && r.Second == lmsId))
                    Delete(dependant, stored.LmsId);
            }
        }
    }

    private StoredRecord? Find(LmsLookup lookup)
    {
        if (lookup.LmsId is not null)
            return Table(lookup.Key.Kind).Find(lookup.LmsId);
        return Table(lookup.Key.Kind).FindSame(lookup.Record, [.. lookup.References.Select(r => r.LmsId ?? "")]);
    }

    // References are told by every key that the referred record has now.
    private LmsRecord Restated(StoredRecord stored)
    {
        RosterRecord record = stored.Values;
        foreach ((RecordKind kind, string id) in ReferredKinds(record).Zip(stored.References))
        {
            if (Table(kind).Find(id) is { } referred)
                record = State(record, referred);
        }
        return new LmsRecord(record, stored.LmsId) { IsProtected = stored.IsProtected, Owner = stored.Owner };
    }

    private RosterRecord State(RosterRecord record, StoredRecord referred)
    {
        switch (referred.Values)
        {
            case UserRecord user when !(record is RoleAssignmentRecord { Context: "user" } && record[RoleAssignmentFields.Username].AsText() is not null):
                return Set(Set(record, "username", user.Username), "user_idnumber", user.IdNumber);
            case CourseRecord course when record.Kind != RecordKind.RoleAssignment:
                return Set(Set(record, "course", course.ShortName), "course_idnumber", course.IdNumber);
            case GroupRecord group:
                record = Set(record, "group", group.Name);
                foreach (StoredRecord course in Table(RecordKind.Group).Find(referred.LmsId)!.References.Select(id => Table(RecordKind.Course).Find(id)!))
                    record = State(record, course);
                return record;
            case CohortRecord cohort:
                return Set(record, "cohort", cohort.IdNumber ?? cohort.Name);
            default:
                return record;
        }
    }

    private static RosterRecord Set(RosterRecord record, string field, string? value) =>
        value is null ? record : record.With(RecordFields.Find(record.Kind, field)!, FieldValue.Of(value));

    private static RecordKind[] ReferredKinds(RosterRecord record) => record switch
    {
        EnrollmentRecord => [RecordKind.Course, RecordKind.User],
        GroupRecord => [RecordKind.Course],
        GroupMemberRecord => [RecordKind.Group, RecordKind.User],
        CohortMemberRecord => [RecordKind.Cohort, RecordKind.User],
        RoleAssignmentRecord { Context: "course" } => [RecordKind.User, RecordKind.Course],
        RoleAssignmentRecord { Context: "user" } => [RecordKind.User, RecordKind.User],
        RoleAssignmentRecord => [RecordKind.User],
        _ => [],
    };

    private string[]? ReferencesOf(RosterRecord record)
    {
        string?[] ids = record switch
        {
            EnrollmentRecord e => [Course(e.CourseIdNumber, e.Course), User(e.UserIdNumber, e.Username)],
            GroupRecord g => [Course(g.CourseIdNumber, g.Course)],
            GroupMemberRecord m => [Group(Course(m.CourseIdNumber, m.Course), m.Group), User(m.UserIdNumber, m.Username)],
            CohortMemberRecord m => [Table(RecordKind.Cohort).Records.FirstOrDefault(c => c.Values is CohortRecord cohort && (cohort.IdNumber == m.Cohort || cohort.Name == m.Cohort))?.LmsId, User(m.UserIdNumber, m.Username)],
            RoleAssignmentRecord { Context: "course" } r => [User(r.UserIdNumber, r.Username), Course(r.Instance, r.Instance)],
            RoleAssignmentRecord { Context: "user" } r => [User(r.UserIdNumber, r.Username), User(r.Instance, r.Instance)],
            RoleAssignmentRecord r => [User(r.UserIdNumber, r.Username)],
            _ => [],
        };
        return ids.Any(id => id is null) ? null : [.. ids.Select(id => id!)];
    }

    private string? User(string? id, string? name) => Table(RecordKind.User).Records.FirstOrDefault(u => u.Values is UserRecord user
        && (id is not null && user.IdNumber == id || name is not null && string.Equals(user.Username, name, StringComparison.OrdinalIgnoreCase)))?.LmsId;

    private string? Course(string? id, string? name) => Table(RecordKind.Course).Records.FirstOrDefault(c => c.Values is CourseRecord course
        && (id is not null && course.IdNumber == id || name is not null && course.ShortName == name))?.LmsId;

    private string? Group(string? course, string? name) => Table(RecordKind.Group).Records
        .FirstOrDefault(g => g.Values is GroupRecord group && group.Name == name && g.References[0] == course)?.LmsId;
}
