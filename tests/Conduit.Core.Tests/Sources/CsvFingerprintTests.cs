using System.Globalization;
using Conduit.Sources;

namespace Conduit.Tests.Sources;

public sealed class CsvFingerprintTests : IDisposable
{
    private readonly RosterFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Neither_the_order_of_columns_nor_quotes_nor_unmapped_columns_change_a_fingerprint()
    {
        _folder.Write("users.csv", "username,email,shoe\nada,\"a\"\"@x.edu\",7\n");
        FeedContent before = await _folder.ReadAsync();
        _folder.Write("users.csv", "shoe;email;username\r\n8;\"a\"\"@x.edu\";\"ada\"\r\n");
        FeedContent after = await _folder.ReadAsync();
        after.Fingerprints.ShouldBe(before.Fingerprints);
        after.Feed.MapVersion.ShouldBe(before.Feed.MapVersion);
    }

    [Fact]
    public async Task A_value_that_moves_to_the_next_column_is_another_row()
    {
        _folder.Write("users.csv", "username,firstname,lastname\nada,ab,c\nada,a,bc\nada,abc,\nada,,abc\n");
        (await _folder.ReadAsync()).Fingerprints.Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public async Task The_action_is_part_of_the_fingerprint()
    {
        _folder.Write("users.csv", "username,action\nada,add\nada,delete\n");
        (await _folder.ReadAsync()).Fingerprints.Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task Another_column_is_another_version()
    {
        _folder.Write("users.csv", "username,firstname\nada,A\n");
        string before = (await _folder.ReadAsync()).Feed.MapVersion;
        before.Length.ShouldBe(32);
        _folder.Write("users.csv", "username,lastname\nada,A\n");
        ((await _folder.ReadAsync()).Feed.MapVersion == before).ShouldBeFalse();
    }

    [Fact]
    public async Task Reading_again_gives_the_same_rows()
    {
        _folder.Write("users.csv", "username,email\nada,a@x.edu\nbob,b@x.edu\n");
        CsvRecordSource source = _folder.Source();
        FeedContent first = await FeedContent.ReadAsync(source);
        FeedContent second = await FeedContent.ReadAsync(source, first.Feed);
        second.Fingerprints.ShouldBe(first.Fingerprints);
        second.Rows.Zip(first.Rows).ShouldAllBe(pair => pair.First.Record.SameAs(pair.Second.Record));
    }

    [Fact]
    public async Task A_row_that_is_not_materialised_allocates_nothing()
    {
        var text = new System.Text.StringBuilder("username,email,department,profile_field_a\n");
        for (int i = 0; i < 10_000; i++)
            text.Append(CultureInfo.InvariantCulture, $"user{i},u{i}@x.edu,\"Dept \"\"{i}\"\"\",v{i}\n");
        _folder.Write("users.csv", text.ToString());
        CsvRecordSource source = _folder.Source();
        SourceFeed feed = (await source.DescribeAsync(TestContext.Current.CancellationToken)).ShouldHaveSingleItem();

        // Batches are fetched outside of the counting. The first pass compiles everything, and in any other a collection may count the unused rest of a block as
        // allocated; what a row allocates would show in every pass.
        long least = long.MaxValue;
        for (int pass = 0; pass < 5 && least > 0; pass++)
        {
            (long allocated, int rows) = (0, 0);
            await using SourceReader reader = await source.OpenAsync(feed, RosterFolder.Key, TestContext.Current.CancellationToken);
            while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            {
                // The first row makes the buffer for unescaped fields.
                rows += reader.TryRead(out SourceRow _) ? 1 : 0;
                long before = GC.GetAllocatedBytesForCurrentThread();
                while (reader.TryRead(out SourceRow row))
                    rows += row.IsDamaged ? 0 : 1;
                allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            }
            rows.ShouldBe(10_000);
            least = Math.Min(least, allocated);
        }
        least.ShouldBe(0);
    }
}
