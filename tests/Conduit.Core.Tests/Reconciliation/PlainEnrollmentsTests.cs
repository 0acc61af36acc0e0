using System.Collections.Immutable;
using Conduit.Planning;
using Conduit.Reconciliation;
using Conduit.Records;
using Conduit.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Conduit.Tests.Reconciliation;

/// <summary>Enrollments that are planned without records: each change must be, byte for byte, that of the planner which makes a record of every row.</summary>
[Collection(AloneCollection.Name)]
public sealed class PlainEnrollmentsTests
{
    private const int Days = 4;

    private static readonly string[] Plain = ["student", "active", "2026-09-01T00:00:00Z", "2027-01-31T00:00:00Z"];

    private static readonly string[][] Odd =
    [
        ["", " student", "student,teacher", "teacher;student", "Tutor&Co", "étudiant", "\"editing \"\"teacher\"\"\"", "editing teacher", "teacher", "a|a"],
        ["", "suspended", "Active", "1", "0", "enabled", "gone"],
        ["", "0", "2026-09-01", "2026-09-01T02:00:00+02:00", "1788220800", "2026-13-01T00:00:00Z", "2028-01-01T00:00:00Z", "2026-10-01T00:00:00Z", " 2026-09-01T00:00:00Z"],
        ["", "0", "2026-01-01T00:00:00Z", "2027-01-31", "2027-02-28T00:00:00Z", "20270131", "never"],
    ];

    [Fact]
    public void The_plan_is_that_of_linesmade_records() => Prop.ForAll(Gen.Choose(1, int.MaxValue).ToArbitrary(), seed => Live(seed).GetAwaiter().GetResult())
        .Check(Config.QuickThrowOnFailure.WithMaxTest(ModelTests.Rosters));

    [Fact]
    public async Task A_changed_enrollment_makes_no_objects()
    {
        // Buffers of the pieces and the queue are the same for both: what is left are marks and tickets. With records it would be twenty times as much.
        long few = await AllocatedFor(6_000);
        long many = await AllocatedFor(18_000);
        (many - few).ShouldBeLessThan(12_000 * 200);
    }

    private static async Task<long> AllocatedFor(int rows)
    {
        using var world = new World();
        Roster(world, rows, _ => Plain);
        (await world.Run()).IsComplete.ShouldBeTrue();
        (await world.Plan()).Summary.Changes.ShouldBe(0);
        // A third of the rows changes, a third goes and comes back under another course.
        Roster(world, rows, i => i % 3 == 0 ? ["student", "suspended", .. Plain[2..]] : Plain, i => i % 3 == 1 ? "C2" : "C1");
        SyncPlan all = await world.Plan(Off);
        all.Summary[RecordKind.Enrollment].Changes.ShouldBe(rows);
        return await Allocated(world, all);
    }

    private static PlanRequest Off => new()
    {
        AllowRemovals = RecordKinds.InOrder.ToImmutableDictionary(k => k, _ => ChangeGuard.Off),
        AllowRenames = RecordKinds.InOrder.ToImmutableDictionary(k => k, _ => ChangeGuard.Off),
    };

    private static async Task<long> Allocated(World world, SyncPlan expected)
    {
        // The runtime now and then allocates for itself.
        long allocated = long.MaxValue;
        for (int pass = 0; pass < 4; pass++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            SyncPlan plan = await world.Plan(Off);
            allocated = Math.Min(allocated, GC.GetTotalAllocatedBytes(precise: true) - before);
            plan.Summary.ToString().ShouldBe(expected.Summary.ToString());
        }
        return allocated;
    }

    private static void Roster(World world, int rows, Func<int, string[]> values, Func<int, string>? course = null)
    {
        world.File("users.csv", ["idnumber,username", .. Enumerable.Range(0, rows).Select(i => $"{i},u{i}")]);
        world.File("courses.csv", "idnumber,shortname,fullname", "C1,c1,One", "C2,c2,Two");
        world.File("enrollments.csv", ["course_idnumber,user_idnumber,role,status,timestart,timeend", .. Enumerable.Range(0, rows).Select(i => $"{course?.Invoke(i) ?? "C1"},{i},{string.Join(',', values(i))}")]);
    }

    private static async Task<bool> Live(int seed)
    {
        using var world = new World();
        var random = new Random(seed);
        RemovalAction removal = random.GetItems([RemovalAction.Suspend, RemovalAction.Delete, RemovalAction.Keep], 1)[0];
        world.Options = world.Options with
        {
            Policies = SyncPolicies.Default.With(RecordKind.Enrollment, SyncPolicies.Default[RecordKind.Enrollment] with { Removal = removal })
                .With(RecordKind.User, SyncPolicies.Default[RecordKind.User] with { Removal = random.Next(3) == 0 ? RemovalAction.Delete : RemovalAction.Suspend }),
        };
        var rows = new List<string>();
        for (int day = 0; day < Days; day++)
        {
            Turn(world, rows, random);
            SyncPlan plain = await world.Plan(Off);
            SyncPlan mapped = await world.Plan(Off with { TakesPlainRows = false });
            Changes(plain).ShouldBe(Changes(mapped), $"seed {seed}, day {day}");
            string[] lines = File.ReadAllLines(Path.Combine(world.Export, "enrollments.csv"));
            Issues(plain, lines).ShouldBe(Issues(mapped, lines), $"seed {seed}, day {day}");
            Counts(plain).ShouldBe(Counts(mapped), $"seed {seed}, day {day}");
            await world.Sync().ApplyAsync(await world.Plan(Off), cancellationToken: TestContext.Current.CancellationToken);
        }
        return true;
    }

    // Records that several rows speak of come in the order in which that was noticed; what was taken back counts for nothing.
    private static string[] Changes(SyncPlan plan) => [.. File.ReadLines(plan.Path).Skip(1).Where(line => line[0] is (char)PlanLine.Change or (char)PlanLine.Settled).Order(StringComparer.Ordinal)];

    // Of rows that say the same, one is told with what is wrong with it and another as a repeat: which one it is depends on what is noticed first.
    private static string[] Issues(SyncPlan plan, string[] lines) => [.. plan.ReadIssues()
        .Where(issue => issue.Kind != RecordKind.Enrollment || (issue.Code is not (IssueCodes.DuplicateRow or IssueCodes.EnrollmentConflict) && issue.Location is { } at && lines.Count(line => line == lines[at.Line - 1]) == 1))
        .Select(issue => issue.ToString()).Order(StringComparer.Ordinal)];

    private static string Counts(SyncPlan plan) => string.Join(' ', RecordKinds.InOrder.Select(kind => $"{plan.Summary[kind].Changes} {plan.Summary[kind].Unchanged} {plan.Summary[kind].Pending}"));

    // Users come and go and change keys; half of the enrollments' cells are as files write them, the others not.
    private static void Turn(World world, List<string> rows, Random random)
    {
        string[] users = [.. Enumerable.Range(0, 12).Where(_ => random.Next(6) > 0).Select(i => random.Next(12) == 0 ? $"N{i}" : random.Next(12) == 0 ? $"{i} é" : $"{i}")];
        world.File("users.csv", ["idnumber,username", "keep,keep", .. users.Select(id => $"{id},u{id.Split(' ')[0].TrimStart('N')}")]);
        world.File("courses.csv", "idnumber,shortname,fullname", "C1,c1,One", "C2,c2,Two", random.Next(2) == 0 ? "C3,c3,Three" : "\"C&3\",c3,Three");
        rows.RemoveAll(_ => random.Next(5) == 0);
        for (int i = 0; i < 14; i++)
        {
            string row = string.Join(',', [random.GetItems(["C1", "C2", "C3", "\"C&3\"", "c1", ""], 1)[0], random.GetItems([.. users, "keep", "nobody", " keep"], 1)[0], .. Plain.Select((cell, at) => random.Next(5) > 0 ? cell : Cell(Odd[at], random))]);
            rows.Add(random.Next(40) == 0 ? row + ",ragged" : row);
        }
        if (random.Next(3) == 0)
            rows.AddRange([.. rows.Where(_ => random.Next(8) == 0)]);
        string[] written = [.. rows];
        if (random.Next(2) == 0)
            random.Shuffle(written);
        world.File("enrollments.csv", ["course_idnumber,user_idnumber,role,status,timestart,timeend", "C1,keep,student,active,,", .. written]);
    }

    private static string Cell(string[] cells, Random random)
    {
        string cell = cells[random.Next(cells.Length)];
        return cell.Contains(',') && cell[0] != '"' ? $"\"{cell}\"" : cell;
    }
}
