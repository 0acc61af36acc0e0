using System.Text;
using Conduit.Mapping;
using Conduit.Planning;
using Conduit.Records;
using Conduit.Sinks;
using Conduit.Sources;
using Conduit.Tests.Support;
using Conduit.Transactions;
using Conduit.Validation;

namespace Conduit.Tests.Runs;

[Collection(AloneCollection.Name)]
public sealed class UnchangedRowsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    /// <summary>Every word, and conditions of every kind; a third of the rows is skipped.</summary>
    private const string EveryWord = """
        { "format": 1, "lookups": { "l": { "a": "b" } }, "feeds": [ { "file": "users.csv", "kind": "user",
          "when": "idnumber is not empty and (username is not nobody or not idnumber in (x, y))", "skip": "firstname matches '7$' or firstname matches '[14]\"?$'",
          "fields": {
            "idnumber": "idnumber | trim | required",
            "username": "username | lower | upper | slug | unique",
            "firstname": "firstname | default(x) | coalesce(username) | template('{} {idnumber}')",
            "lastname": "firstname | replace(a, b) | match('[A-Z]+', none) | part(1, 9) | split(' ', 1) | pad(3)",
            "department": { "from": "firstname | lookup(l, {})", "when": "username matches '^u'" },
            "profile_field_n": "idnumber | number", "profile_field_f": "idnumber | flag(1)", "profile_field_d": "| default('1/1/2026') | date('d/M/yyyy')",
            "country": "| default(Norway) | country", "lang": "| default(English) | language", "city": "firstname | host" } } ] }
        """;

    [Theory]
    [InlineData(null)]
    [InlineData(EveryWord)]
    public async Task A_plan_of_unchanged_rows_allocates_nothing_for_a_row(string? configuration)
    {
        if (configuration is not null)
            MapWords.All.ShouldAllBe(word => configuration.Contains(word.Name));
        long few = await AllocatedAsync(2_000, configuration);
        long many = await AllocatedAsync(22_000, configuration);
        // Less than a byte for a row: the runtime counts by blocks of 8 KiB, and two may be begun meanwhile.
        (many - few).ShouldBeLessThan(2 * 8192);
    }

    [Fact]
    public async Task Rows_in_another_order_and_with_others_between_are_found()
    {
        (RosterSync sync, string[] rows) = await AppliedAsync(1_000);
        string[] kept = [.. rows.Where((_, i) => i % 97 != 0)];
        string[] mixed = [.. kept.Index().OrderBy(r => r.Index * 7919 % 1009).Select(r => r.Item), "u5000,5000,Ada"];
        await WriteAsync(1_000, mixed);
        KindSummary users = (await sync.PlanAsync(cancellationToken: Token)).Summary[RecordKind.User];
        (users.Unchanged, users[ChangeAction.Create], users[ChangeAction.Suspend]).ShouldBe((kept.Length, 1, rows.Length - kept.Length));
    }

    [Fact]
    public async Task Rows_between_which_others_are_skipped_become_their_own_records()
    {
        const string Skipping = """{ "format": 1, "feeds": [ { "file": "users.csv", "skip": "firstname matches '^(Gone|Left)'" } ] }""";
        (RosterSync sync, _) = await AppliedAsync(1_000, Skipping);
        // Runs of skipped rows before, between and behind the others, at the borders of every window; one row in seven is changed.
        string[] rows = [.. Enumerable.Range(0, 1_000).SelectMany(i => Enumerable.Range(0, i % 67 == 0 || i == 999 ? 70 : i % 3).Select(g => $"gone{i}-{g},g{i}-{g},Gone")
            .Append(i % 7 == 0 ? $"u{i},{i},New {i}" : $"u{i},{i},\"Name {i}\"")).Append("left,left,Left")];
        await WriteAsync(1_000, rows);
        SyncPlan plan = await sync.PlanAsync(cancellationToken: Token);
        plan.Summary.ToString().ShouldBe("user ~143 =857");
        plan.ReadChanges().ShouldAllBe(change => ((UserRecord)change.After!).FirstName == "New " + change.Key.Value);
    }

    private async Task<long> AllocatedAsync(int rows, string? configuration)
    {
        (RosterSync sync, string[] lines) = await AppliedAsync(rows, configuration);
        int taken = configuration is null ? rows : lines.Count(line => line[^2] is not ('1' or '4' or '7'));
        await sync.PlanAsync(cancellationToken: Token);
        // The runtime now and then allocates for itself.
        long allocated = long.MaxValue;
        for (int pass = 0; pass < 4; pass++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            SyncPlan plan = await sync.PlanAsync(cancellationToken: Token);
            allocated = Math.Min(allocated, GC.GetTotalAllocatedBytes(precise: true) - before);
            plan.Summary.ToString().ShouldBe($"user ={taken}");
        }
        return allocated;
    }

    private async Task<(RosterSync Sync, string[] Rows)> AppliedAsync(int rows, string? configuration = null)
    {
        string[] lines = [.. Enumerable.Range(0, rows).Select(i => $"u{i},{i},\"Name {i}\"")];
        await WriteAsync(rows, lines);
        var sync = new RosterSync
        {
            Source = configuration is null
                ? CsvRecordSource.FromFolder(_folder[$"in{rows}"])
                : CsvRecordSource.FromFolder(_folder[$"in{rows}"], SyncConfiguration.Parse(configuration, new MapFunctions().Register("host", "1", text => text))),
            Sink = new CsvFolderSink(_folder[$"lms{rows}"]),
            Log = new FileTransactionLog(_folder[$"data{rows}"]),
            Rules = RecordRules.None,
        };
        (await sync.ApplyAsync(await sync.PlanAsync(cancellationToken: Token), cancellationToken: Token)).IsComplete.ShouldBeTrue();
        return (sync, lines);
    }

    private async Task WriteAsync(int rows, IEnumerable<string> lines)
    {
        Directory.CreateDirectory(_folder[$"in{rows}"]);
        await File.WriteAllTextAsync(Path.Combine(_folder[$"in{rows}"], "users.csv"), "username,idnumber,firstname\n" + string.Join('\n', lines) + "\n", Encoding.UTF8, Token);
    }
}
