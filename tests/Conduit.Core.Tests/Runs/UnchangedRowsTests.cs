using System.Text;
using Conduit.Planning;
using Conduit.Records;
using Conduit.Sinks;
using Conduit.Sources;
using Conduit.Tests.Support;
using Conduit.Transactions;
using Conduit.Validation;

namespace Conduit.Tests.Runs;

public sealed class UnchangedRowsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_plan_of_unchanged_rows_allocates_nothing_for_a_row()
    {
        long few = await AllocatedAsync(2_000);
        long many = await AllocatedAsync(22_000);
        // Sixteen bytes of decision and nothing else; 8 KiB for what the runtime does meanwhile.
        (many - few).ShouldBeLessThan((20_000 * 16) + 8192);
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

    private async Task<long> AllocatedAsync(int rows)
    {
        (RosterSync sync, _) = await AppliedAsync(rows);
        await sync.PlanAsync(cancellationToken: Token);
        long before = GC.GetAllocatedBytesForCurrentThread();
        (await sync.PlanAsync(cancellationToken: Token)).Summary[RecordKind.User].Unchanged.ShouldBe(rows);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private async Task<(RosterSync Sync, string[] Rows)> AppliedAsync(int rows)
    {
        string[] lines = [.. Enumerable.Range(0, rows).Select(i => $"u{i},{i},\"Name {i}\"")];
        await WriteAsync(rows, lines);
        var sync = new RosterSync
        {
            Source = CsvRecordSource.FromFolder(_folder[$"in{rows}"]),
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
