using System.Collections.Immutable;
using System.Globalization;
using Conduit.Planning;
using Conduit.Reconciliation;
using Conduit.Records;
using Conduit.Reporting;
using Conduit.Sources;
using Conduit.Testing;
using Conduit.Tests.Support;
using Conduit.Transactions;
using FsCheck;
using FsCheck.Fluent;

namespace Conduit.Tests.Reconciliation;

/// <summary>
/// Random rosters over random days. A plan that skips what it knows must be the plan of one that maps every row, change by change;
/// and after every day the LMS must hold what a simple model of it holds.
/// </summary>
public sealed class ModelTests
{
    private const int Days = 5;

    internal static int Rosters => int.TryParse(Environment.GetEnvironmentVariable("CONDUIT_MODEL_ROSTERS"), NumberStyles.None, CultureInfo.InvariantCulture, out int told) ? told : 60;

    [Fact]
    public void Skipping_changes_nothing_and_the_lms_follows_the_model() =>
        Prop.ForAll(Gen.Choose(1, int.MaxValue).ToArbitrary(), seed => Live(seed).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Rosters));

    private static async Task<bool> Live(int seed)
    {
        using var folder = new TempFolder();
        var random = new Random(seed);
        var lms = new InMemorySink { BatchSize = random.Next(1, 30) };
        bool ownsCity = random.Next(2) == 0;
        var model = new LmsModel(ownsCity);
        var roster = new List<RosterRecord>();
        for (int day = 0; day < Days; day++)
        {
            await EditAsync(folder, lms, model, random, ownsCity);
            RandomRoster.Turn(roster, random);
            List<RosterRecord> rows = RandomRoster.Export(roster, random);
            SyncPlan skipping = await Plan(folder, lms, rows, version: "1", ownsCity);
            SyncPlan mapping = await Plan(folder, lms, rows, version: "mapped anew", ownsCity);
            Describe(skipping).ShouldBe(Describe(mapping), $"seed {seed}, day {day}");
            skipping.Summary.ToString().ShouldBe(mapping.Summary.ToString(), $"seed {seed}, day {day}");

            SyncReport report = await Sync(folder, lms, rows, "1", ownsCity).ApplyAsync(await Plan(folder, lms, rows, "1", ownsCity));
            report.IsComplete.ShouldBeTrue($"seed {seed}, day {day}: {report}");
            model.Apply(rows);
            World.Picture(lms).ShouldBe(model.Picture(), $"seed {seed}, day {day}");
            (await Plan(folder, lms, rows, "1", ownsCity)).Summary.Changes.ShouldBe(0, $"seed {seed}, day {day}");
        }
        return true;
    }

    // People change cities in the LMS, and a reading finds it.
    private static async Task EditAsync(TempFolder folder, InMemorySink lms, LmsModel model, Random random, bool ownsCity)
    {
        if (model.UserIds.Length == 0 || random.Next(2) == 0)
            return;
        foreach (string id in random.GetItems(model.UserIds, 3))
        {
            model.Edit(id, "Elsewhere");
            lms.Edit(RecordKind.User, lms.Records(RecordKind.User).Single(r => ((UserRecord)r.Record).IdNumber == id).LmsId, UserFields.City, FieldValue.Of("Elsewhere"));
        }
        await Sync(folder, lms, [], "1", ownsCity).RefreshAsync();
    }

    private static string[] Describe(SyncPlan plan) => [.. plan.ReadChanges().Select(c => $"{c} {string.Join(',', c.ChangedFields)} {string.Join(',', c.Supports.Count)}").Order(StringComparer.Ordinal)];

    private static async Task<SyncPlan> Plan(TempFolder folder, InMemorySink lms, List<RosterRecord> rows, string version, bool ownsCity) => await Sync(folder, lms, rows, version, ownsCity).PlanAsync(new PlanRequest
    {
        AllowRemovals = RecordKinds.InOrder.ToImmutableDictionary(k => k, _ => ChangeGuard.Off),
        AllowRenames = RecordKinds.InOrder.ToImmutableDictionary(k => k, _ => ChangeGuard.Off),
    });

    private static RosterSync Sync(TempFolder folder, InMemorySink lms, List<RosterRecord> rows, string version, bool ownsCity) => new()
    {
        Source = new RecordListSource("model", RecordKinds.InOrder.Where(k => k <= RecordKind.Enrollment).Select(k => new RecordListFeed(k.Name(), k, Coverage.Complete, rows.Where(r => r.Kind == k)) { Version = version })),
        Sink = lms,
        Log = new FileTransactionLog(folder["data"]),
        Options = new SyncOptions
        {
            Policies = SyncPolicies.Default.With(RecordKind.User, SyncPolicies.Default[RecordKind.User] with
            {
                Ownership = ownsCity ? FieldOwnership.OfSource.With(UserFields.City, OwnershipRule.OnCreate) : FieldOwnership.OfSource,
            }),
        },
    };
}
