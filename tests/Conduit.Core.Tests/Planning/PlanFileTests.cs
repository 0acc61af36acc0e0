using System.Buffers;
using System.Text;
using Conduit.Planning;
using Conduit.Records;
using Conduit.Tests.Support;

namespace Conduit.Tests.Planning;

public sealed class PlanFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static Change Sample(int i, ChangeAction action, RecordKind kind = RecordKind.User)
    {
        RecordKey key = kind == RecordKind.User ? RecordKey.OfId(kind, $"{i}") : RecordKey.Of(kind, "C1", $"{i}");
        RosterRecord after = kind == RecordKind.User ? new UserRecord { IdNumber = $"{i}", FirstName = "Zoë \"x\"\n", Suspended = true } : new EnrollmentRecord { Roles = RoleSet.Of("b", "a"), TimeEnd = DateTimeOffset.UnixEpoch };
        return new Change
        {
            Id = ChangeJson.Identify(key, action, action == ChangeAction.Create ? null : after, action == ChangeAction.Delete ? null : after, new ArrayBufferWriter<byte>()),
            Key = key,
            KeyAfter = action == ChangeAction.Rename ? RecordKey.OfId(kind, "new") : key,
            Action = action,
            After = action == ChangeAction.Delete ? null : after,
            Before = action == ChangeAction.Create ? null : after,
            LmsId = "77",
            ChangedFields = action == ChangeAction.Create ? [] : ["firstname", "profile_field_x"],
            Origin = new SourceLocation("users: odd.csv", i, 3),
            Supports = [new RowSupport("users", new RecordFingerprint(ulong.MaxValue, ulong.MaxValue - (ulong)i))],
        };
    }

    private PlanHeader Header() => new() { Id = "p1", CreatedAt = DateTimeOffset.UnixEpoch, StateId = "s", StateVersion = 3 };

    private SyncPlan Write(params Change[] changes)
    {
        using var writer = new PlanWriter(_folder.Path);
        foreach (Change change in changes)
            writer.Add(change);
        writer.Add(new RecordIssue(IssueSeverity.Warning, "x", "Do this.") { Kind = RecordKind.User, Key = RecordKey.OfId(RecordKind.User, "1"), Value = "v", Location = new SourceLocation("a.csv", 4) });
        writer.Settle(new SettledRow(RecordKey.OfId(RecordKind.User, "9"), [new RowSupport("users", default)], IsAbsent: true));
        writer.Finish(Header(), _folder["a.plan"]);
        return SyncPlan.Load(_folder["a.plan"]);
    }

    [Fact]
    public void A_plan_reads_back_as_it_was_written()
    {
        SyncPlan plan = Write(Sample(1, ChangeAction.Rename), Sample(2, ChangeAction.Create));
        Change[] read = [.. plan.ReadChanges()];
        Change first = read[0], sample = Sample(1, ChangeAction.Rename);
        (first.Id, first.Key, first.KeyAfter, first.Action, first.LmsId, first.Origin).ShouldBe((sample.Id, sample.Key, sample.KeyAfter, sample.Action, sample.LmsId, sample.Origin));
        first.After!.SameAs(sample.After!).ShouldBeTrue();
        first.Before!.SameAs(sample.Before!).ShouldBeTrue();
        first.ChangedFields.ShouldBe(sample.ChangedFields);
        first.Supports.ShouldBe(sample.Supports);
        RecordIssue issue = plan.ReadIssues().Single();
        (issue.Code, issue.Value, issue.Location, issue.Severity).ShouldBe(("x", "v", new SourceLocation("a.csv", 4), IssueSeverity.Warning));
        plan.ReadSettled().Single().IsAbsent.ShouldBeTrue();
    }

    [Fact]
    public void Changes_stand_in_the_order_of_applying_and_what_was_taken_back_is_gone()
    {
        using var writer = new PlanWriter(_folder.Path);
        writer.Add(Sample(1, ChangeAction.Delete));
        int ticket = writer.Add(Sample(2, ChangeAction.Create));
        writer.Add(Sample(3, ChangeAction.Create));
        writer.Add(Sample(4, ChangeAction.Delete, RecordKind.Enrollment));
        writer.Add(Sample(5, ChangeAction.Create, RecordKind.Enrollment));
        writer.Retract(RecordKind.User, ticket).ShouldBe(ChangeAction.Create);
        writer.Finish(Header(), _folder["a.plan"]);
        SyncPlan.Load(_folder["a.plan"]).ReadChanges().Select(c => c.Key.Parts[^1]).ShouldBe(["3", "5", "4", "1"]);
    }

    [Fact]
    public void The_ids_of_format_1_are_believed()
    {
        SyncPlan plan = Write(Sample(1, ChangeAction.Create));
        string text = File.ReadAllText(plan.Path);
        File.WriteAllText(plan.Path, text.Replace("\"format\":2", "\"format\":1").Replace("{\"kind\":\"user\",\"key\"", "{\"id\":\"000000000000000000000000000000ff\",\"kind\":\"user\",\"key\""));
        SyncPlan.Load(plan.Path).ReadChanges().Single().Id.ShouldBe(new ChangeId(0, 255));
    }

    [Fact]
    public void What_was_taken_back_is_not_read_and_removals_come_last()
    {
        using (var writer = new PlanWriter(_folder.Path))
        {
            Change[] changes = [Sample(1, ChangeAction.Create), Sample(2, ChangeAction.Delete), Sample(3, ChangeAction.Update), Sample(4, ChangeAction.Suspend), Sample(5, ChangeAction.Delete),
                Sample(6, ChangeAction.Suspend, RecordKind.Enrollment), Sample(7, ChangeAction.Create, RecordKind.Enrollment)];
            int[] tickets = [.. changes.Select(writer.Add)];
            writer.Retract(RecordKind.User, tickets[2]).ShouldBe(ChangeAction.Update);
            writer.Retract(RecordKind.User, tickets[3]).ShouldBe(ChangeAction.Suspend);
            writer.Finish(Header(), _folder["a.plan"]);
        }
        SyncPlan.Load(_folder["a.plan"]).ReadChanges().Select(change => change.Key.Parts[^1]).ShouldBe(["1", "7", "6", "2", "5"]);
        Directory.GetFiles(_folder.Path).Length.ShouldBe(1);
    }

    [Fact]
    public void A_header_may_be_of_any_length()
    {
        PlanHeader header = Header();
        for (int i = 0; i < 1_000; i++)
            header.Blockers.Add(new PlanBlocker("code", $"Message {i}."));
        using (var writer = new PlanWriter(_folder.Path))
        {
            writer.Add(Sample(1, ChangeAction.Create));
            writer.Finish(header, _folder["a.plan"]);
        }
        SyncPlan plan = SyncPlan.Load(_folder["a.plan"]);
        plan.Blockers.Count.ShouldBe(1_000);
        plan.ReadChanges().Count().ShouldBe(1);
    }

    [Fact]
    public void A_cut_a_damaged_and_a_newer_file_are_refused()
    {
        SyncPlan plan = Write(Sample(1, ChangeAction.Create));
        byte[] whole = File.ReadAllBytes(plan.Path);
        File.WriteAllBytes(plan.Path, whole[..^40]);
        Should.Throw<PlanFileException>(() => plan.ReadChanges().Count()).Message.ShouldContain("cut");
        string text = Encoding.UTF8.GetString(whole);
        File.WriteAllText(plan.Path, text.Replace("\"action\":", "\"action\"!"));
        Should.Throw<PlanFileException>(() => plan.ReadChanges().Count()).Message.ShouldContain("damaged");
        File.WriteAllText(plan.Path, text.Replace("\"format\":2", "\"format\":3"));
        Should.Throw<PlanFileException>(() => SyncPlan.Load(plan.Path)).Message.ShouldContain("newer");
        File.WriteAllText(plan.Path, "");
        Should.Throw<PlanFileException>(() => SyncPlan.Load(plan.Path));
    }

    [Fact]
    public void The_id_of_a_change_depends_on_what_it_does_and_on_nothing_else()
    {
        ChangeId id = Sample(1, ChangeAction.Create).Id;
        Sample(1, ChangeAction.Create).Id.ShouldBe(id);
        Sample(2, ChangeAction.Create).Id.ShouldNotBe(id);
        Sample(1, ChangeAction.Update).Id.ShouldNotBe(id);
    }

    [Fact]
    public void Files_are_for_the_owner_only()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        SyncPlan plan = Write(Sample(1, ChangeAction.Create));
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(plan.Path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
