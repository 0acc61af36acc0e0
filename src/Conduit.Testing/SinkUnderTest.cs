using System.Collections.Immutable;
using System.Globalization;
using Conduit.Planning;
using Conduit.Records;
using Conduit.Sinks;

namespace Conduit.Testing;

/// <summary>A sink while a case runs on it: makes changes as the engine does, and remembers the ids that the LMS gave.</summary>
internal sealed class SinkUnderTest(ILmsSink sink, SinkCapabilities capabilities)
{
    private readonly Dictionary<RecordKey, string> _ids = [];
    private int _batches;
    private int _changes;

    public ILmsSink Sink => sink;

    public SinkCapabilities Capabilities => capabilities;

    public static void Expect(bool condition, string promise)
    {
        if (!condition)
            throw new PromiseBrokenException($"Expected: {promise}.");
    }

    public void Need(RecordKind kind, ChangeAction action, RecordField? field = null)
    {
        if (capabilities.Of(kind) is not { } can || !can.Actions.Contains(action) || field is not null && !can.Fields.Contains(field))
            throw new CaseSkippedException($"The sink cannot {action.Name()} a {kind.Name()}{(field is null ? "" : " with " + field.Name)}.");
    }

    public string IdOf(Change change) => _ids[change.Key];

    public Change NewUser(int number)
    {
        Need(RecordKind.User, ChangeAction.Create);
        string text = number.ToString(CultureInfo.InvariantCulture);
        return Create(RecordKey.OfId(RecordKind.User, "U" + text), new UserRecord { Username = "user" + text, IdNumber = "U" + text, FirstName = "Zoë", LastName = "O'Brien, \"Z\"", Email = $"user{text}@example.edu" });
    }

    public Change NewCourse(int number)
    {
        Need(RecordKind.Course, ChangeAction.Create);
        string text = number.ToString(CultureInfo.InvariantCulture);
        return Create(RecordKey.OfId(RecordKind.Course, "C" + text), new CourseRecord { ShortName = "course" + text, IdNumber = "C" + text, FullName = "Math & Art <" + text + ">" });
    }

    public Change NewEnrollment(Change course, Change user) => Create(
        RecordKey.Of(RecordKind.Enrollment, course.Key.Value, user.Key.Value),
        new EnrollmentRecord { CourseIdNumber = "C1", UserIdNumber = "U1", Roles = RoleSet.Of("student"), Status = EnrollmentStatus.Active },
        new RecordReference(course.Key, IdOf(course)),
        new RecordReference(user.Key, IdOf(user)));

    public Change Update(Change create, RecordField field, FieldValue value) => new()
    {
        Id = NextId(),
        Key = create.Key,
        KeyAfter = create.Key,
        Action = ChangeAction.Update,
        LmsId = IdOf(create),
        Before = create.After,
        After = create.After!.With(field, value),
        ChangedFields = [field.Name],
    };

    public Change Delete(Change create)
    {
        Need(create.Kind, ChangeAction.Delete);
        return new Change { Id = NextId(), Key = create.Key, KeyAfter = create.Key, Action = ChangeAction.Delete, LmsId = IdOf(create), Before = create.After };
    }

    public ChangeBatch Batch(IReadOnlyList<Change> changes) => new("conformance", ++_batches, changes[0].Kind, changes);

    public async Task<IReadOnlyList<ChangeResult>> ApplyAsync(IReadOnlyList<Change> changes) => await sink.ApplyAsync(Batch(changes)).ConfigureAwait(false);

    public async Task ApplyAllAsync(IReadOnlyList<Change> changes)
    {
        IReadOnlyList<ChangeResult> results = await ApplyAsync(changes).ConfigureAwait(false);
        foreach (Change change in changes)
        {
            ChangeResult? result = results.FirstOrDefault(r => r.Id == change.Id);
            Expect(result?.Outcome == ChangeOutcome.Applied, $"{change.Action.Name()} of a {change.Kind.Name()} is applied, and not {result?.Outcome.ToString() ?? "without a result"} ({result?.Code} {result?.Message})");
            Expect(change.Action == ChangeAction.Delete || !string.IsNullOrEmpty(result!.LmsId), "an applied change carries the LMS id");
            _ids[change.Key] = result!.LmsId ?? "";
        }
    }

    public async Task<(List<LmsRecord> Records, LmsReading Reading)> ReadAsync(RecordKind kind, IReadOnlyList<LmsLookup>? only = null)
    {
        var records = new List<LmsRecord>();
        await foreach (LmsItem item in sink.ReadAsync(new LmsQuery(kind) { Only = only }).ConfigureAwait(false))
        {
            if (item.Record is not { } record)
                return (records, item.Reading);
            records.Add(record);
        }
        return (records, LmsReading.Cut);
    }

    public async Task<List<LmsRecord>> ReadAllAsync(RecordKind kind)
    {
        (List<LmsRecord> records, LmsReading reading) = await ReadAsync(kind).ConfigureAwait(false);
        if (reading == LmsReading.NotListed)
            throw new CaseSkippedException($"The sink cannot list {kind.Name()} records.");
        Expect(reading == LmsReading.Complete, $"the reading of {kind.Name()} records is complete");
        return records;
    }

    /// <summary>Expects that the LMS gives back what a change wrote, in every field that it says it can give back.</summary>
    public void ExpectHolds(List<LmsRecord> records, Change change, string lmsId)
    {
        LmsRecord? record = records.Find(r => r.LmsId == lmsId);
        Expect(record is not null, $"the {change.Kind.Name()} that was applied is read back with its LMS id");
        foreach (RecordField field in change.After!.Stated)
        {
            if (!field.Is(FieldTraits.Reference) && capabilities.Of(change.Kind)!.ReadableFields.Contains(field))
                Expect(record!.Record[field].Equals(change.After[field]), $"the field {field.Name} reads back as it was written");
        }
    }

    private Change Create(RecordKey key, RosterRecord record, params ImmutableArray<RecordReference> references)
    {
        KindCapabilities can = capabilities.Of(key.Kind)!;
        foreach (RecordField field in record.Stated)
        {
            if (!field.Is(FieldTraits.Reference) && !can.Fields.Contains(field))
                record = record.Without(field);
        }
        return new Change { Id = NextId(), Key = key, KeyAfter = key, Action = ChangeAction.Create, After = record, References = references };
    }

    private ChangeId NextId() => new(0, (ulong)++_changes);
}
