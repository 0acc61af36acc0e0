using System.Collections.Immutable;
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
/// Random people of few names over random days, in two worlds that get the rows in different orders: both give the same names, no two
/// people have one, everybody's is made of the base, and whose base stays keeps it.
/// </summary>
public sealed class UsernameModelTests
{
    private const int Days = 5;

    // Bases that other bases with numbers can be taken for.
    private static readonly string[] Bases = ["a", "a2", "a22", "b", new string('l', 100), new string('l', 99)];

    [Fact]
    public void Names_depend_on_people_and_not_on_the_order_of_rows() =>
        Prop.ForAll(Gen.Choose(1, int.MaxValue).ToArbitrary(), seed => Live(seed).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Theory]
    [InlineData("ada", "ada", true)]
    [InlineData("ADA2", "ada", true)]
    [InlineData("ada10", "ada", true)]
    [InlineData("ada1", "ada", false)]
    [InlineData("ada02", "ada", false)]
    [InlineData("ada2b", "ada", false)]
    [InlineData("adam", "ada", false)]
    [InlineData("ada99999999999", "ada", false)]
    [InlineData("7", "7", true)]
    [InlineData("72", "7", true)]
    public void A_name_is_made_of_a_base_by_a_number_from_2(string name, string baseName, bool isMadeOf) =>
        UsernameNumbering.IsMadeOf(name, baseName).ShouldBe(isMadeOf);

    private static async Task<bool> Live(int seed)
    {
        using var left = new TempFolder();
        using var right = new TempFolder();
        var random = new Random(seed);
        InMemorySink[] lms = [new() { BatchSize = 7 }, new() { BatchSize = 50 }];
        foreach (InMemorySink sink in lms)
        {
            sink.Seed(new UserRecord { Username = "a", IdNumber = "foreign" });
            sink.Seed(new UserRecord { Username = "b2" });
        }
        var people = new SortedDictionary<int, (string Base, int City)>();
        Dictionary<string, (string Base, string Name)> before = [];
        for (int day = 0; day < Days; day++)
        {
            foreach (int id in people.Keys.ToArray().Where(_ => random.Next(5) == 0))
                people.Remove(id);
            foreach (int id in people.Keys.ToArray().Where(_ => random.Next(4) == 0))
                people[id] = (random.Next(2) == 0 ? Bases[random.Next(Bases.Length)] : people[id].Base, day);
            for (int i = random.Next(6); i > 0; i--)
                people.TryAdd(random.Next(40), (Bases[random.Next(Bases.Length)], day));

            foreach ((InMemorySink sink, TempFolder folder) in lms.Zip([left, right]))
            {
                SourceRecord[] rows = [.. people.Select(person => Row(person.Key, person.Value)), .. people.Where(_ => random.Next(8) == 0).Select(person => Row(person.Key, person.Value))];
                random.Shuffle(rows);
                await Run(sink, folder, rows, $"seed {seed}, day {day}");
            }
            World.Picture(lms[0]).ShouldBe(World.Picture(lms[1]), $"seed {seed}, day {day}");

            Dictionary<string, string> names = lms[0].Records(RecordKind.User).Select(r => (UserRecord)r.Record).ToDictionary(user => user.IdNumber ?? "", user => user.Username!, StringComparer.Ordinal);
            names.Values.Distinct(StringComparer.OrdinalIgnoreCase).Count().ShouldBe(names.Count, $"seed {seed}, day {day}");
            names.Values.ShouldAllBe(name => name.Length <= 100);
            var now = people.ToDictionary(person => Id(person.Key), person => (person.Value.Base, Name: names[Id(person.Key)]), StringComparer.Ordinal);
            now.Values.ShouldAllBe(person => UsernameNumbering.IsMadeOf(person.Name, person.Base));
            foreach ((string id, (string Base, string Name) was) in before)
            {
                if (!now.TryGetValue(id, out (string Base, string Name) person) || person.Base == was.Base)
                    names[id].ShouldBe(was.Name, $"seed {seed}, day {day}, {id}");
            }
            foreach ((string id, (string Base, string Name) person) in now)
                before[id] = person;
        }
        return true;
    }

    private static string Id(int number) => $"P{number:d2}";

    private static SourceRecord Row(int id, (string Base, int City) person) =>
        new(new UserRecord { IdNumber = Id(id), FirstName = "A", LastName = "B", City = $"City {person.City}" }) { BaseName = person.Base };

    private static async Task Run(InMemorySink sink, TempFolder folder, SourceRecord[] rows, string what)
    {
        var request = new PlanRequest { AllowRemovals = ImmutableDictionary<RecordKind, ChangeGuard>.Empty.Add(RecordKind.User, ChangeGuard.Off) };
        RosterSync Sync(string version) => new()
        {
            Source = new RecordListSource("list", new RecordListFeed("people", RecordKind.User, Coverage.Complete, rows) { Version = version }),
            Sink = sink,
            Log = new FileTransactionLog(folder.Path),
        };
        if (rows.Length == 0)
            return;
        SyncReport report = await Sync("1").ApplyAsync(await Sync("1").PlanAsync(request));
        report.IsComplete.ShouldBeTrue(what);
        // Neither skipping nor mapping every row anew makes other names.
        (await Sync("1").PlanAsync(request)).Summary.Changes.ShouldBe(0, what);
        (await Sync("2").PlanAsync(request)).Summary.Changes.ShouldBe(0, what);
    }
}
