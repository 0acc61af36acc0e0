using System.Collections.Immutable;
using Conduit.Mapping;
using Conduit.Planning;
using Conduit.Reconciliation;
using Conduit.Records;
using Conduit.Sources;
using Conduit.Testing;
using Conduit.Tests.Mapping;
using Conduit.Tests.Support;
using Conduit.Transactions;
using Conduit.Validation;
using FsCheck;
using FsCheck.Fluent;
using MappedRow = Conduit.Mapping.MappedRow;

namespace Conduit.Tests.Runs;

/// <summary>Another map over the same files plans exactly what it makes different, whatever the two maps are.</summary>
public class MapChangeTests
{
    private const int MapsPerFile = 40;

    [Fact]
    public void A_change_of_the_map_plans_exactly_the_records_whose_values_changed() =>
        Prop.ForAll(RandomMappings.Files.Zip(RandomMappings.Edits(MapsPerFile)).ToArbitrary(), drawn => Check(drawn.Item1, drawn.Item2).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(RandomMappingTests.Count / MapsPerFile));

    private static async Task<bool> Check(string file, RecordMap[] maps)
    {
        using var folder = new TempFolder();
        folder.Write(Path.Combine("export", "people.csv"), file);
        var lms = new InMemorySink();
        RosterSync first = Sync(folder, lms, maps[0]);
        await first.ApplyAsync(await first.PlanAsync());
        (await first.PlanAsync()).Summary.Changes.ShouldBe(0);

        foreach (RecordMap map in maps)
        {
            SyncPlan plan = await Sync(folder, lms, map).PlanAsync(new PlanRequest { AllowRemovals = ImmutableDictionary<RecordKind, ChangeGuard>.Empty.Add(RecordKind.User, ChangeGuard.Off) });
            Planned(plan).ShouldBe(Expected(maps[0], map, file));
        }
        return true;
    }

    private static string[] Planned(SyncPlan plan) => [.. plan.ReadChanges()
        .Select(change => $"{change.Key.Value} {change.Action} {(change.Action == ChangeAction.Update ? string.Join(',', change.ChangedFields.Order(StringComparer.Ordinal)) : "")}")
        .Order(StringComparer.Ordinal)];

    /// <summary>What the plan must say, by the manual: who is no longer taken is suspended, who was not taken before is made, and of all others what is stated otherwise is updated.</summary>
    private static string[] Expected(RecordMap before, RecordMap after, string file)
    {
        Dictionary<string, MappedRow> known = Rows(before, file).Where(row => !row.Value.IsRejected).ToDictionary(StringComparer.Ordinal);
        Dictionary<string, MappedRow> stated = Rows(after, file);
        // A feed that has no rows any more is never taken for everyone left.
        if (stated.Count == 0)
            return [];
        var changes = new List<string>();
        foreach ((string id, MappedRow row) in known)
        {
            if (!stated.TryGetValue(id, out MappedRow? now))
                changes.Add($"{id} Suspend ");
            else if (!now.IsRejected && RecordComparison.Differences(row.Record, now.Record) is { Length: > 0 } fields)
                changes.Add($"{id} Update {string.Join(',', fields.Order(StringComparer.Ordinal))}");
        }
        changes.AddRange(stated.Where(row => !row.Value.IsRejected && !known.ContainsKey(row.Key)).Select(row => $"{row.Key} Create "));
        return [.. changes.Order(StringComparer.Ordinal)];
    }

    private static Dictionary<string, MappedRow> Rows(RecordMap map, string file) =>
        RandomMappingTests.Map(map, file, out _).ToDictionary(row => ((UserRecord)row.Record).IdNumber!, StringComparer.Ordinal);

    private static RosterSync Sync(TempFolder folder, InMemorySink lms, RecordMap map) => new()
    {
        Source = CsvRecordSource.FromFolder(folder["export"], [new CsvSourceFeed("people", "people.csv", map) { Coverage = Coverage.Complete }]),
        Sink = lms,
        Log = new FileTransactionLog(folder["data"]),
        Rules = RecordRules.None,
    };
}
