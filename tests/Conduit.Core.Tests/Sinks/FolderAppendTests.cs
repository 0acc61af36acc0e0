using Conduit.Planning;
using Conduit.Records;
using Conduit.Sinks;
using Conduit.Tests.Support;

namespace Conduit.Tests.Sinks;

/// <summary>New records are appended: whole, or taken away again.</summary>
public sealed class FolderAppendTests : IDisposable
{
    private readonly TempFolder _lms = new();
    private readonly CsvFolderSink _sink;
    private int _batches;
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public FolderAppendTests() => _sink = new CsvFolderSink(_lms.Path);

    public void Dispose() => _lms.Dispose();

    private string Users => _lms["users.csv"];

    private string Note => Users + ".append";

    private static Change Create(string name, string city = "Rome")
    {
        RecordKey key = RecordKey.OfName(RecordKind.User, name);
        var after = new UserRecord { Username = name, City = city };
        return new Change { Id = ChangeJson.Identify(key, ChangeAction.Create, null, after, new()), Key = key, KeyAfter = key, Action = ChangeAction.Create, After = after };
    }

    private async Task<IReadOnlyList<ChangeResult>> Apply(params Change[] changes) => await _sink.ApplyAsync(new ChangeBatch("r", ++_batches, RecordKind.User, changes), Token);

    private async Task<string[]> Names()
    {
        var names = new List<string>();
        await foreach (LmsItem item in new CsvFolderSink(_lms.Path).ReadAsync(new LmsQuery(RecordKind.User), Token))
        {
            if (item.Record is { } record)
                names.Add(((UserRecord)record.Record).Username!);
        }
        return [.. names];
    }

    [Fact]
    public async Task Later_batches_leave_what_stands_in_the_file_where_it_is()
    {
        await Apply(Create("ada"));
        byte[] first = await File.ReadAllBytesAsync(Users, Token);
        using FileStream held = File.OpenRead(Users);
        await Apply(Create("bob"), Create("cyd", "Oslo, \"N\""));
        held.Length.ShouldBeGreaterThan(first.Length); // the same file has grown: it was not put in place anew
        (await File.ReadAllBytesAsync(Users, Token))[..first.Length].ShouldBe(first);
        (await Names()).ShouldBe(["ada", "bob", "cyd"]);
        File.Exists(Note).ShouldBeFalse();
    }

    [Fact]
    public async Task A_record_that_is_there_already_is_not_appended_again()
    {
        await Apply(Create("ada"));
        await Apply(Create("bob"));
        (await Apply(Create("bob"), Create("ADA"))).ShouldAllBe(r => r.Outcome == ChangeOutcome.Applied);
        await Apply(Create("bob"));
        (await Names()).Order(StringComparer.Ordinal).ShouldBe(["ada", "bob"]);
    }

    [Fact]
    public async Task A_file_that_somebody_else_has_written_is_read_again_first()
    {
        await Apply(Create("ada"));
        await File.AppendAllTextAsync(Users, "zoe,,,,,,\n", Token);
        await Apply(Create("zoe", "Bern"), Create("bob"));
        (await Names()).ShouldBe(["ada", "zoe", "bob"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(20)]
    public async Task An_append_that_was_cut_off_is_taken_away(int written)
    {
        await Apply(Create("ada"));
        byte[] whole = await File.ReadAllBytesAsync(Users, Token);
        FolderAppend.Append(Users, whole.Length, "eve,,,,,,Bonn\numa,,,,,,Graz\n"u8);
        await WriteNote(whole.Length, whole.Length + 28);
        await using (FileStream file = File.OpenWrite(Users))
            file.SetLength(whole.Length + written);
        (await Names()).ShouldBe(["ada"]);
        (await File.ReadAllBytesAsync(Users, Token)).ShouldBe(whole);
        File.Exists(Note).ShouldBeFalse();
        await Apply(Create("bob"));
        (await Names()).ShouldBe(["ada", "bob"]);
    }

    [Fact]
    public async Task An_append_of_the_right_length_that_holds_something_else_is_taken_away()
    {
        await Apply(Create("ada"));
        long start = new FileInfo(Users).Length;
        await File.AppendAllTextAsync(Users, new string('\0', 28), Token);
        await WriteNote(start, start + 28);
        (await Names()).ShouldBe(["ada"]);
    }

    [Fact]
    public async Task What_was_appended_whole_stays_and_so_does_what_somebody_wrote_after_it()
    {
        await Apply(Create("ada"));
        long start = new FileInfo(Users).Length;
        FolderAppend.Append(Users, start, "eve,,,,,,Bonn\numa,,,,,,Graz\n"u8);
        await WriteNote(start, start + 28);
        (await Names()).ShouldBe(["ada", "eve", "uma"]);
        await WriteNote(start, start + 28);
        await File.AppendAllTextAsync(Users, "zoe,,,,,,\n", Token);
        (await Names()).ShouldBe(["ada", "eve", "uma", "zoe"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("conduit append 1 20 ")]
    [InlineData("conduit append 1 5 9 abc")]
    public async Task A_note_that_is_cut_itself_says_that_nothing_was_appended(string note)
    {
        await Apply(Create("ada"));
        byte[] whole = await File.ReadAllBytesAsync(Users, Token);
        await File.WriteAllTextAsync(Note, note, Token);
        (await Names()).ShouldBe(["ada"]);
        (await File.ReadAllBytesAsync(Users, Token)).ShouldBe(whole);
        File.Exists(Note).ShouldBeFalse();
    }

    [Fact]
    public async Task While_somebody_appends_nobody_takes_the_append_for_torn()
    {
        await Apply(Create("ada"));
        long start = new FileInfo(Users).Length;
        await WriteNote(start, start + 28);
        await using (new FileStream(Note, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            await Should.ThrowAsync<SinkUnavailableException>(Names);
        (await Names()).ShouldBe(["ada"]);
    }

    // As a process leaves it that is killed while it appends.
    private Task WriteNote(long start, long end) =>
        File.WriteAllTextAsync(Note, $"conduit append 1 {start} {end} {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("eve,,,,,,Bonn\numa,,,,,,Graz\n"u8))}\n", Token);
}
