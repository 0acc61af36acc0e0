using System.Text.Json;
using Conduit.Planning;
using Conduit.Records;
using Conduit.Tests.Support;
using Conduit.Transactions;

namespace Conduit.Tests.Transactions;

/// <summary>The lines of the log: what they say once, what they say for each change, and what older versions said.</summary>
public sealed class LogFormatTests : IDisposable
{
    // As version 0.1 wrote it before format 2.
    private const string Format1 = """
        {"t":"run","format":1,"run":"r1","at":"2026-09-01T02:00:00+00:00","plan":"p1","source":"csv","sink":"LMS","feeds":[{"source":"csv","name":"users","kind":"user","map":"v","rows":2,"complete":true}]}
        {"t":"issue","issue":{"severity":"warning","code":"email-invalid","kind":"user","key":"2","field":"email","at":"users.csv:3","message":"Correct it.","value":"x"}}
        {"t":"intent","b":1,"change":{"id":"38fefa759204b4d0cd76eb3b3e121872","kind":"user","key":"1","action":"create","after":{"username":"ada","idnumber":"1","profile_field_house":"Red"},"at":"users.csv:2","rows":["users","4a9cec445bb8a4257bc2cb7c8fc8d778"]}}
        {"t":"intent","b":1,"change":{"id":"0425056df2a635d9ec770d0b8872b81e","kind":"user","key":"2","action":"update","lmsId":"12","before":{"idnumber":"2","city":"Rome"},"after":{"idnumber":"2","city":"Oslo"},"fields":["city"],"at":"users.csv:3","rows":["users","33308727930a42cb1222b009a88dce5c"]}}
        {"t":"outcome","b":1,"at":"2026-09-01T02:00:05+00:00","results":[["38fefa759204b4d0cd76eb3b3e121872","applied","11","user",{"username":"ada1"}],["0425056df2a635d9ec770d0b8872b81e","refused","no","Never."]]}
        {"t":"end","run":"r1","at":"2026-09-01T02:00:06+00:00","applied":1,"refused":1,"deferred":0}

        """;

    private static readonly DateTimeOffset At = new(2026, 9, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly TempFolder _folder = new();
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    private string Segment => _folder[Path.Combine("log", "segment-000001.jsonl")];

    private FileTransactionLog Log => new(_folder.Path);

    private async Task<TransactionEntry[]> Write(params TransactionEntry[] entries)
    {
        await using (ITransactionWriter writer = await Log.OpenAsync(Token))
        {
            foreach (TransactionEntry entry in entries)
                writer.Append(entry);
            await writer.FlushAsync(Token);
        }
        return [.. Log.Read()];
    }

    private static Change Of(RecordKey key, ChangeAction action, RosterRecord? before, RosterRecord? after, params RowSupport[] rows) => new()
    {
        Id = ChangeJson.Identify(key, action, before, after, new()),
        Key = key,
        KeyAfter = key,
        Action = action,
        Before = before,
        After = after,
        LmsId = before is null ? null : "77\u001Fa",
        ChangedFields = before is null || after is null ? [] : RecordComparison.Differences(before, after),
        Origin = action.IsRemoval() ? null : new SourceLocation("users: odd.csv", 12),
        Reason = action.IsRemoval() ? "absent" : null,
        Supports = rows,
    };

    private static string Text(Change change)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            ChangeJson.Write(writer, change);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static Change User(string id, string city = "Rome") => Of(RecordKey.OfId(RecordKind.User, id), ChangeAction.Create, null, new UserRecord { IdNumber = id, City = city });

    [Fact]
    public async Task A_segment_of_format_1_is_read_and_written_on()
    {
        _folder.Write(Path.Combine("log", "segment-000001.jsonl"), Format1.ReplaceLineEndings("\n"));
        TransactionEntry[] read = await Write(new IntentEntry("r2", At, 1, User("9")));
        read.Select(e => e.GetType()).ShouldBe([typeof(RunStartedEntry), typeof(IssueEntry), typeof(IntentEntry), typeof(IntentEntry), typeof(OutcomeEntry), typeof(RunEndedEntry), typeof(IntentEntry)]);
        Change update = ((IntentEntry)read[3]).Change;
        (update.Id.ToString(), update.LmsId, update.Origin, update.Supports.Single().Feed).ShouldBe(("0425056df2a635d9ec770d0b8872b81e", "12", new SourceLocation("users.csv", 3), "users"));
        (((UserRecord)update.Before!).City, ((UserRecord)update.After!).City, update.ChangedFields.Single()).ShouldBe(("Rome", "Oslo", "city"));
        ((IntentEntry)read[2]).Change.After!.Custom["house"].ShouldBe("Red");
        var outcome = (OutcomeEntry)read[4];
        (outcome.Results[0].Id, outcome.Results[0].LmsId, ((UserRecord)outcome.Results[0].Stored!).Username).ShouldBe((((IntentEntry)read[2]).Change.Id, "11", "ada1"));
        (outcome.Results[1].Outcome, outcome.Results[1].Code, outcome.Results[1].Message).ShouldBe((ChangeOutcome.Refused, "no", "Never."));
        (read[6].RunId, ((IntentEntry)read[6]).Change.Key.Value).ShouldBe(("r2", "9"));
    }

    [Fact]
    public async Task Changes_of_every_shape_read_back_as_they_were_written()
    {
        RosterRecord before = new UserRecord { IdNumber = "1", Username = "ada", City = "Rome", Suspended = false, CustomValues = [new("house", "Red"), new("year", "7"), new("gone", "x")] };
        RosterRecord after = new UserRecord { IdNumber = "1", Username = "ada", City = "", Email = "a@x.edu", Suspended = true, CustomValues = [new("house", "Blue"), new("year", "7"), new("new", "\"y\"\n")] };
        RecordKey one = RecordKey.OfId(RecordKind.User, "1"), named = RecordKey.OfName(RecordKind.User, "Zoë"), tied = RecordKey.Of(RecordKind.Enrollment, "C\"1", "1");
        RosterRecord enrollment = new EnrollmentRecord { CourseIdNumber = "C\"1", UserIdNumber = "1", Roles = RoleSet.Of("student", "auditor"), Status = EnrollmentStatus.Suspended, TimeStart = At };
        Change[] changes =
        [
            User("7"), User("8"),
            Of(one, ChangeAction.Update, before, after, new RowSupport("users", new RecordFingerprint(0, 3))),
            Of(one, ChangeAction.Adopt, before, before),
            Of(one, ChangeAction.Delete, before, null, new RowSupport("a", new RecordFingerprint(0, 1)), new RowSupport("b", new RecordFingerprint(ulong.MaxValue, ulong.MaxValue))),
            Of(one, ChangeAction.Suspend, before, before.With(UserFields.Suspended, FieldValue.Of(true))),
            Of(named, ChangeAction.Create, null, new UserRecord { Username = "Zoë" }),
            Of(tied, ChangeAction.Create, null, enrollment, new RowSupport("e", new RecordFingerprint(0, 9))),
            Of(tied, ChangeAction.Create, null, new EnrollmentRecord { Course = "c1", Username = "ada" }),
            Of(RecordKey.Of(RecordKind.CohortMember, "K", "1"), ChangeAction.Delete, new CohortMemberRecord { Cohort = "K", UserIdNumber = "1" }, null),
        ];
        TransactionEntry[] read = await Write([new RunStartedEntry("r", At, "p", "s", "l"), .. changes.Select((c, i) => new IntentEntry("r", At, 1 + i / 4, c))]);
        read.OfType<IntentEntry>().Select(e => Text(e.Change)).ShouldBe(changes.Select(Text));
        read.OfType<IntentEntry>().Select(e => e.Batch).ShouldBe([1, 1, 1, 1, 2, 2, 2, 2, 3, 3]);
        read.OfType<IntentEntry>().Select(e => e.Change.References.Count).ShouldBe([0, 0, 0, 0, 0, 0, 0, 2, 2, 2]);
    }

    [Fact]
    public async Task What_changes_have_in_common_is_said_once_and_every_line_is_JSON()
    {
        await Write([new RunStartedEntry("r", At, "p", "s", "l"), .. Enumerable.Range(1, 3).Select(i => new IntentEntry("r", At, 1, User($"{i}")))]);
        string[] lines = await File.ReadAllLinesAsync(Segment, Token);
        foreach (string line in lines)
            JsonDocument.Parse(line).Dispose();
        lines[3..].ShouldBe(
        [
            """{"t":"shape","n":1,"kind":"user","action":"create","file":"users: odd.csv","key":["idnumber"],"columns":["idnumber","city","#line"]}""",
            """[1,"1","Rome",12]""", """[1,"2","Rome",12]""", """[1,"3","Rome",12]""",
        ]);
    }

    [Fact]
    public async Task Outcomes_find_their_changes_by_place_whatever_their_order()
    {
        Change[] changes = [.. Enumerable.Range(1, 6).Select(i => User($"{i}"))];
        ChangeResult[] results =
        [
            ChangeResult.Applied(changes[0].Id, "a"), ChangeResult.Applied(changes[1].Id, "b"),
            ChangeResult.Refused(changes[4].Id, "no", "Never."), ChangeResult.Applied(changes[5].Id, "f", new UserRecord { City = "Bern" }), ChangeResult.Applied(changes[3].Id, "d"),
        ];
        ChangeResult late = ChangeResult.Applied(changes[2].Id, "c");
        ChangeResult stranger = ChangeResult.Applied(User("99").Id, "z");
        TransactionEntry[] read = await Write(
        [
            new RunStartedEntry("r", At, "p", "s", "l"), .. changes.Select(c => new IntentEntry("r", At, 1, c)), new IntentEntry("r", At, 2, User("8")),
            new OutcomeEntry("r", At, 1, results), new OutcomeEntry("r", At, 1, [late, stranger]), new RunEndedEntry("r", At, 1, 2, 3),
        ]);
        OutcomeEntry[] outcomes = [.. read.OfType<OutcomeEntry>()];
        outcomes[0].Results.Select(r => (r.Id, r.Outcome, r.LmsId, r.Code)).ShouldBe(results.Select(r => (r.Id, r.Outcome, r.LmsId, r.Code)));
        ((UserRecord)outcomes[0].Results[3].Stored!).City.ShouldBe("Bern");
        outcomes[1].Results.Select(r => (r.Id, r.LmsId)).ShouldBe([(late.Id, "c"), (stranger.Id, "z")]);
        (await File.ReadAllTextAsync(Segment, Token)).ShouldContain("""["a","b",[5,"refused","no","Never."],[6,"applied","f","user",{"city":"Bern"}],[4,"applied","d"]]""");
    }

    [Fact]
    public async Task After_a_damaged_change_no_place_of_its_batch_is_trusted()
    {
        Change[] changes = [User("1"), User("2"), User("3"), User("4")];
        await Write([new RunStartedEntry("r", At, "p", "s", "l"), .. changes[..3].Select(c => new IntentEntry("r", At, 1, c)),
            new OutcomeEntry("r", At, 1, [.. changes[..3].Select(c => ChangeResult.Applied(c.Id, "x"))]), new IntentEntry("r", At, 2, changes[3]), new OutcomeEntry("r", At, 2, [ChangeResult.Applied(changes[3].Id, "y")])]);
        string text = await File.ReadAllTextAsync(Segment, Token);
        await File.WriteAllTextAsync(Segment, text.Replace("[1,\"2\"", "[1,\"2", StringComparison.Ordinal), Token);
        TransactionEntry[] read = [.. Log.Read()];
        read.OfType<DamagedEntry>().Count().ShouldBe(1);
        read.OfType<IntentEntry>().Select(e => e.Change.Key.Value).ShouldBe(["1", "3", "4"]);
        read.OfType<OutcomeEntry>().Select(e => e.Results.Count).ShouldBe([0, 1]);
    }

    [Fact]
    public async Task Every_segment_can_be_read_without_those_before_it()
    {
        var log = new FileTransactionLog(_folder.Path) { LargestSegment = 400 };
        await using (ITransactionWriter writer = await log.OpenAsync(Token))
        {
            writer.Append(new RunStartedEntry("r", At, "p", "s", "l"));
            for (int i = 1; i <= 30; i++)
                writer.Append(new IntentEntry("r", At, 1 + i / 5, User($"{i}")));
        }
        string[] segments = [.. Directory.GetFiles(_folder["log"]).Order(StringComparer.Ordinal)];
        segments.Length.ShouldBeGreaterThan(2);
        log.Read().OfType<IntentEntry>().Count().ShouldBe(30);
        File.Delete(segments[0]);
        TransactionEntry[] rest = [.. log.Read()];
        rest.ShouldNotContain(e => e is DamagedEntry);
        rest.ShouldAllBe(e => e.RunId == "r" && e.At == At);
        ((IntentEntry)rest[^1]).Change.Key.Value.ShouldBe("30");
    }
}
