using System.Buffers;
using Conduit.Planning;
using Conduit.Records;
using Conduit.Tests.Support;
using Conduit.Transactions;

namespace Conduit.Tests.Transactions;

public sealed class FileTransactionLogTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private static readonly DateTimeOffset At = new(2026, 9, 1, 0, 0, 0, TimeSpan.Zero);
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    private static Change Change(string id)
    {
        RecordKey key = RecordKey.OfId(RecordKind.User, id);
        var after = new UserRecord { IdNumber = id };
        return new Change { Id = ChangeJson.Identify(key, ChangeAction.Create, null, after, new ArrayBufferWriter<byte>()), Key = key, KeyAfter = key, Action = ChangeAction.Create, After = after };
    }

    private async Task<FileTransactionLog> Write(params TransactionEntry[] entries)
    {
        var log = new FileTransactionLog(_folder.Path);
        await using ITransactionWriter writer = await log.OpenAsync(Token);
        foreach (TransactionEntry entry in entries)
            writer.Append(entry);
        await writer.FlushAsync(Token);
        return log;
    }

    private string Segment => Directory.GetFiles(_folder["log"]).Order(StringComparer.Ordinal).Last();

    [Fact]
    public async Task Every_entry_reads_back()
    {
        Change change = Change("1");
        FileTransactionLog log = await Write(
            new RunStartedEntry("r1", At, "p1", "csv", "lms") { Feeds = [new FeedReading("csv", "users", RecordKind.User, "v", 3, true)] },
            new IssueEntry("r1", At, new RecordIssue(IssueSeverity.Error, "c", "m")),
            new IntentEntry("r1", At, 1, change),
            new OutcomeEntry("r1", At.AddMinutes(1), 1, [ChangeResult.Applied(change.Id, "77", new UserRecord { City = "Rome" }), ChangeResult.Refused(change.Id, "no", "Never.")]),
            new LmsReadEntry("r1", At, 5, 1, 2),
            new RunEndedEntry("r1", At, 1, 2, 3));
        TransactionEntry[] read = [.. log.Read()];
        read.Select(e => e.RunId).ShouldAllBe(id => id == "r1");
        ((RunStartedEntry)read[0]).Feeds.Single().Rows.ShouldBe(3);
        ((IntentEntry)read[2]).Change.Id.ShouldBe(change.Id);
        var outcome = (OutcomeEntry)read[3];
        ((UserRecord)outcome.Results[0].Stored!).City.ShouldBe("Rome");
        (outcome.Results[1].Outcome, outcome.Results[1].Code).ShouldBe((ChangeOutcome.Refused, "no"));
        read[5].ShouldBe(new RunEndedEntry("r1", At, 1, 2, 3));
    }

    [Fact]
    public async Task A_torn_last_line_is_cut_off_and_writing_goes_on()
    {
        FileTransactionLog log = await Write(new RunStartedEntry("r1", At, "p", "s", "l"));
        await File.AppendAllTextAsync(Segment, "{\"t\":\"intent\",\"b\":1,\"chan", Token);
        log.Read().Count().ShouldBe(1);
        await Write(new RunEndedEntry("r1", At, 0, 0, 0));
        log.Read().Select(e => e.GetType()).ShouldBe([typeof(RunStartedEntry), typeof(RunEndedEntry)]);
    }

    [Fact]
    public async Task A_damaged_line_is_told_with_its_place_and_the_rest_is_read()
    {
        FileTransactionLog log = await Write(new RunStartedEntry("r1", At, "p", "s", "l"), new IntentEntry("r1", At, 1, Change("1")), new RunEndedEntry("r1", At, 0, 0, 0));
        string text = await File.ReadAllTextAsync(Segment, Token);
        await File.WriteAllTextAsync(Segment, text.Replace("[1,\"1\"", "[1,\"\u0001\""), Token);
        TransactionEntry[] read = [.. log.Read()];
        read.Length.ShouldBe(3);
        ((DamagedEntry)read[1]).Position.Segment.ShouldBe(1);
        read[2].ShouldBeOfType<RunEndedEntry>();
    }

    [Fact]
    public async Task A_second_writer_is_refused_until_the_first_has_gone()
    {
        var log = new FileTransactionLog(_folder.Path);
        await using (await log.OpenAsync(Token))
            (await Should.ThrowAsync<DataFolderException>(async () => await new FileTransactionLog(_folder.Path).OpenAsync(Token))).Message.ShouldContain("in use");
        await using ITransactionWriter again = await log.OpenAsync(Token);
    }

    [Fact]
    public async Task A_newer_format_is_refused()
    {
        FileTransactionLog log = await Write(new RunStartedEntry("r1", At, "p", "s", "l"));
        await File.WriteAllTextAsync(Segment, (await File.ReadAllTextAsync(Segment, Token)).Replace("\"format\":2", "\"format\":9"), Token);
        Should.Throw<DataFolderException>(() => log.Read().Count()).Message.ShouldContain("newer");
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_told()
    {
        _folder.Write("file", "");
        await Should.ThrowAsync<DataFolderException>(async () => await new FileTransactionLog(_folder[Path.Combine("file", "data")]).OpenAsync(Token));
    }
}
