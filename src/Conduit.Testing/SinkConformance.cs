using System.Runtime.CompilerServices;
using Conduit.Planning;
using Conduit.Records;
using Conduit.Sinks;

namespace Conduit.Testing;

/// <summary>
/// The promises of <see cref="ILmsSink"/> as named cases, to run on a sink of your own. Each case gets a sink over an empty LMS.
/// No test framework is needed: a case gives a result.
/// </summary>
public static class SinkConformance
{
    private static readonly (string Name, Func<SinkUnderTest, Task> Run)[] All =
    [
        ("describes-itself", DescribesItself),
        ("reading-says-that-it-ended", ReadingEnds),
        ("create-reads-back", CreateReadsBack),
        ("one-result-for-each-change", OneResultEach),
        ("create-again-changes-nothing", CreateAgain),
        ("update-writes-what-changed", UpdateWrites),
        ("update-of-nobody-is-refused", UpdateOfNobody),
        ("delete-removes-and-may-be-repeated", DeleteAgain),
        ("look-ups-answer-with-their-key", LookUps),
        ("references-are-taken-by-lms-id-and-told-by-key", References),
        ("cancelled-before-it-began-nothing-happens", Cancelled),
    ];

    /// <summary>The names of the cases, in order.</summary>
    public static IReadOnlyList<string> Cases { get; } = [.. All.Select(c => c.Name)];

    /// <summary>Runs every case.</summary>
    /// <param name="create">Gives a sink over an empty LMS; called once for each case.</param>
    /// <param name="cancellationToken">Stops between two cases.</param>
    public static async IAsyncEnumerable<ConformanceResult> RunAsync(Func<ILmsSink> create, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(create);
        foreach (string name in Cases)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return await RunAsync(name, create()).ConfigureAwait(false);
        }
    }

    /// <summary>Runs one case.</summary>
    /// <param name="name">One of <see cref="Cases"/>.</param>
    /// <param name="sink">A sink over an empty LMS.</param>
    /// <exception cref="ArgumentException">There is no such case.</exception>
    public static async Task<ConformanceResult> RunAsync(string name, ILmsSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        (string Name, Func<SinkUnderTest, Task> Run) found = All.FirstOrDefault(c => c.Name == name);
        if (found.Run is null)
            throw new ArgumentException($"There is no case '{name}'.", nameof(name));
        try
        {
            await found.Run(new SinkUnderTest(sink, await sink.DescribeAsync().ConfigureAwait(false))).ConfigureAwait(false);
            return new ConformanceResult(name, ConformanceOutcome.Passed);
        }
        catch (CaseSkippedException exception)
        {
            return new ConformanceResult(name, ConformanceOutcome.Skipped, exception.Message);
        }
        catch (Exception exception)
        {
            return new ConformanceResult(name, ConformanceOutcome.Failed, exception is PromiseBrokenException ? exception.Message : $"{exception.GetType().Name}: {exception.Message}");
        }
    }

    private static Task DescribesItself(SinkUnderTest sink)
    {
        SinkUnderTest.Expect(sink.Capabilities.Kinds.Count > 0, "the sink holds at least one kind of record");
        foreach ((RecordKind kind, KindCapabilities can) in sink.Capabilities.Kinds)
        {
            SinkUnderTest.Expect(can.BatchSize > 0 && can.Concurrency > 0, $"batch size and concurrency of {kind.Name()} are positive");
            SinkUnderTest.Expect((can.ReadableFields.Bits & ~can.Fields.Bits) == 0, $"every readable field of a {kind.Name()} is one that can be stored");
            SinkUnderTest.Expect(can.Fields.Kind == kind && can.ReadableFields.Kind == kind, $"the fields of {kind.Name()} are its own");
        }
        return Task.CompletedTask;
    }

    private static async Task ReadingEnds(SinkUnderTest sink)
    {
        foreach (RecordKind kind in sink.Capabilities.Kinds.Keys)
        {
            (List<LmsRecord> records, LmsReading reading) = await sink.ReadAsync(kind).ConfigureAwait(false);
            SinkUnderTest.Expect(reading != LmsReading.Cut, $"the reading of {kind.Name()} records ends with LmsItem.End and not with a cut");
            SinkUnderTest.Expect(records.TrueForAll(r => r.LmsId.Length > 0), $"every {kind.Name()} that is read has an LMS id");
        }
    }

    private static async Task CreateReadsBack(SinkUnderTest sink)
    {
        Change[] changes = [sink.NewUser(1), sink.NewUser(2)];
        await sink.ApplyAllAsync(changes).ConfigureAwait(false);
        List<LmsRecord> records = await sink.ReadAllAsync(RecordKind.User).ConfigureAwait(false);
        foreach (Change change in changes)
            sink.ExpectHolds(records, change, sink.IdOf(change));
    }

    private static async Task OneResultEach(SinkUnderTest sink)
    {
        Change[] changes = [.. Enumerable.Range(1, 5).Select(sink.NewUser)];
        IReadOnlyList<ChangeResult> results = await sink.ApplyAsync(changes).ConfigureAwait(false);
        SinkUnderTest.Expect(results.Select(r => r.Id.ToString()).Order(StringComparer.Ordinal).SequenceEqual(changes.Select(c => c.Id.ToString()).Order(StringComparer.Ordinal), StringComparer.Ordinal), "there is exactly one result for each change, with its id");
    }

    private static async Task CreateAgain(SinkUnderTest sink)
    {
        Change change = sink.NewUser(1);
        await sink.ApplyAllAsync([change]).ConfigureAwait(false);
        string first = sink.IdOf(change);
        await sink.ApplyAllAsync([change]).ConfigureAwait(false);
        SinkUnderTest.Expect(sink.IdOf(change) == first, "a create that is offered again gives the same LMS id");
        SinkUnderTest.Expect((await sink.ReadAllAsync(RecordKind.User).ConfigureAwait(false)).Count(r => r.LmsId == first) == 1, "a create that is offered again makes no second record");
    }

    private static async Task UpdateWrites(SinkUnderTest sink)
    {
        sink.Need(RecordKind.User, ChangeAction.Update, UserFields.Email);
        Change create = sink.NewUser(1);
        await sink.ApplyAllAsync([create]).ConfigureAwait(false);
        Change update = sink.Update(create, UserFields.Email, FieldValue.Of("other@example.edu"));
        await sink.ApplyAllAsync([update]).ConfigureAwait(false);
        sink.ExpectHolds(await sink.ReadAllAsync(RecordKind.User).ConfigureAwait(false), update, sink.IdOf(update));
    }

    private static async Task UpdateOfNobody(SinkUnderTest sink)
    {
        sink.Need(RecordKind.User, ChangeAction.Update, UserFields.Email);
        Change create = sink.NewUser(1);
        await sink.ApplyAllAsync([create]).ConfigureAwait(false);
        await sink.ApplyAllAsync([sink.Delete(create)]).ConfigureAwait(false);
        ChangeResult result = (await sink.ApplyAsync([sink.Update(create, UserFields.Email, FieldValue.Of("other@example.edu"))]).ConfigureAwait(false))[0];
        bool isThere = (await sink.ReadAllAsync(RecordKind.User).ConfigureAwait(false)).Exists(r => r.LmsId == sink.IdOf(create));
        SinkUnderTest.Expect(result.Outcome == ChangeOutcome.Refused || result.Outcome == ChangeOutcome.Applied && isThere, "an update of a record that is gone is refused, or makes it");
    }

    private static async Task DeleteAgain(SinkUnderTest sink)
    {
        Change create = sink.NewUser(1), other = sink.NewUser(2);
        await sink.ApplyAllAsync([create, other]).ConfigureAwait(false);
        Change delete = sink.Delete(create);
        await sink.ApplyAllAsync([delete]).ConfigureAwait(false);
        await sink.ApplyAllAsync([delete]).ConfigureAwait(false);
        List<LmsRecord> records = await sink.ReadAllAsync(RecordKind.User).ConfigureAwait(false);
        SinkUnderTest.Expect(records.Count == 1 && records[0].LmsId == sink.IdOf(other), "a delete removes its record and no other, and may be repeated");
    }

    private static async Task LookUps(SinkUnderTest sink)
    {
        Change here = sink.NewUser(1), absent = sink.NewUser(2), other = sink.NewUser(3);
        await sink.ApplyAllAsync([here, other]).ConfigureAwait(false);
        foreach (string? id in (string?[])[null, sink.IdOf(here)])
        {
            (List<LmsRecord> records, LmsReading reading) = await sink.ReadAsync(RecordKind.User, [new LmsLookup(here.Key, here.After!, id), new LmsLookup(absent.Key, absent.After!, null)]).ConfigureAwait(false);
            SinkUnderTest.Expect(reading == LmsReading.Complete, "a reading of single records ends with how complete it was");
            SinkUnderTest.Expect(records.Count == 1 && records[0].AnswerTo == here.Key && records[0].LmsId == sink.IdOf(here),
                $"a look-up {(id is null ? "by key" : "by LMS id")} gives the record that is there, with AnswerTo set, and no other");
        }
    }

    private static async Task References(SinkUnderTest sink)
    {
        sink.Need(RecordKind.Course, ChangeAction.Create);
        sink.Need(RecordKind.Enrollment, ChangeAction.Create);
        Change user = sink.NewUser(1), course = sink.NewCourse(1);
        await sink.ApplyAllAsync([user]).ConfigureAwait(false);
        await sink.ApplyAllAsync([course]).ConfigureAwait(false);
        Change enrollment = sink.NewEnrollment(course, user);
        await sink.ApplyAllAsync([enrollment]).ConfigureAwait(false);
        List<LmsRecord> records = await sink.ReadAllAsync(RecordKind.Enrollment).ConfigureAwait(false);
        SinkUnderTest.Expect(records.Count == 1, "the enrollment is read back");
        var read = (EnrollmentRecord)records[0].Record;
        SinkUnderTest.Expect(read.Username == "user1" || read.UserIdNumber == "U1", "an enrollment names its user by username or idnumber");
        SinkUnderTest.Expect(read.Course == "course1" || read.CourseIdNumber == "C1", "an enrollment names its course by short name or idnumber");
    }

    private static async Task Cancelled(SinkUnderTest sink)
    {
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync().ConfigureAwait(false);
        try
        {
            await sink.Sink.ApplyAsync(sink.Batch([sink.NewUser(1)]), stopped.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            SinkUnderTest.Expect((await sink.ReadAllAsync(RecordKind.User).ConfigureAwait(false)).Count == 0, "a batch that was cancelled before it began has no effect");
            return;
        }
        throw new PromiseBrokenException("Expected: a call whose token is cancelled already stops with OperationCanceledException.");
    }
}
