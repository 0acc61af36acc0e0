using System.Text;
using Conduit.Csv;
using Conduit.Mapping;
using Conduit.Records;
using Conduit.Sources;

namespace Conduit.Tests.Sources;

public sealed class CsvEndTests : IDisposable
{
    private readonly RosterFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("username,email\nada,a@x.edu\n", true)]
    [InlineData("username,email\nada,a@x.edu", true)]
    [InlineData("username,email\n", true)]
    [InlineData("username,email\nada\n", true)]
    [InlineData("username,email\nada,a@x.edu\nbo", false)]
    [InlineData("username,email\nada,\"a@x.edu\nbob,b@x.edu\n", false)]
    public async Task A_file_that_breaks_off_is_not_complete(string text, bool complete)
    {
        _folder.Write("users.csv", text);
        FeedContent content = await _folder.ReadAsync();
        content.IsComplete.ShouldBe(complete);
        if (!complete)
            content.Issues.ShouldHaveSingleItem().Code.ShouldBe(IssueCodes.FeedCut);
    }

    [Fact]
    public async Task A_file_that_changes_after_it_was_described_is_not_complete()
    {
        _folder.Write("users.csv", "username\nada\n");
        CsvRecordSource source = _folder.Source();
        SourceFeed feed = (await source.DescribeAsync(TestContext.Current.CancellationToken)).ShouldHaveSingleItem();
        _folder.Write("users.csv", "username\nada\nbob\n");
        FeedContent content = await FeedContent.ReadAsync(source, feed);
        content.IsComplete.ShouldBeFalse();
        content.Issues.ShouldHaveSingleItem().Code.ShouldBe(IssueCodes.FeedChanged);
    }

    [Fact]
    public async Task Rows_under_another_header_are_not_taken_for_those_that_were_described()
    {
        _folder.Write("users.csv", "username,firstname\nada,Ada\n");
        CsvRecordSource source = _folder.Source();
        SourceFeed feed = (await source.DescribeAsync(TestContext.Current.CancellationToken)).ShouldHaveSingleItem();
        _folder.Write("users.csv", "username,lastname\nada,Lovelace\n");
        FeedContent content = await FeedContent.ReadAsync(source, feed);
        content.Rows.ShouldBeEmpty();
        content.IsComplete.ShouldBeFalse();
    }

    [Fact]
    public async Task A_feed_whose_file_is_missing_is_told_as_absent()
    {
        var source = CsvRecordSource.FromFolder(_folder.Path, [new CsvSourceFeed("people", "people.csv", RecordMap.ByHeadings(RecordKind.User))], "sis");
        source.Name.ShouldBe("sis");
        SourceFeed feed = (await source.DescribeAsync(TestContext.Current.CancellationToken)).ShouldHaveSingleItem();
        feed.IsPresent.ShouldBeFalse();
        FeedContent content = await FeedContent.ReadAsync(source, feed);
        content.Rows.ShouldBeEmpty();
        content.IsComplete.ShouldBeFalse();
    }

    [Fact]
    public async Task A_pattern_reads_all_files_in_the_order_of_their_names()
    {
        _folder.Write("students_2.csv", "idnumber,username\n2,bob\n").Write("Students_1.csv", "username,idnumber\nada,1\n").Write("staff.csv", "username\ncyd\n");
        var source = CsvRecordSource.FromFolder(_folder.Path, [new CsvSourceFeed("students", "students_*.csv", RecordMap.ByHeadings(RecordKind.User))]);
        FeedContent content = await FeedContent.ReadAsync(source);
        content.Rows.Select(row => ((UserRecord)row.Record).Username).ShouldBe(["ada", "bob"]);
        content.IsComplete.ShouldBeTrue();
    }

    [Fact]
    public async Task The_same_bytes_under_other_columns_are_other_rows()
    {
        _folder.Write("u1.csv", "username,firstname\nada,A\n").Write("u2.csv", "username,lastname\nada,A\n");
        var source = CsvRecordSource.FromFolder(_folder.Path, [new CsvSourceFeed("u", "u?.csv", RecordMap.ByHeadings(RecordKind.User))]);
        FeedContent content = await FeedContent.ReadAsync(source);
        content.Fingerprints.Distinct().Count().ShouldBe(2);
        content.Record<UserRecord>(0).FirstName.ShouldBe("A");
        content.Record<UserRecord>(1).LastName.ShouldBe("A");
    }

    [Fact]
    public async Task One_cut_file_makes_a_whole_pattern_incomplete()
    {
        _folder.Write("u1.csv", "username,firstname\nada,A\nbo").Write("u2.csv", "username,firstname\ncyd,C\n");
        var source = CsvRecordSource.FromFolder(_folder.Path, [new CsvSourceFeed("u", "u?.csv", RecordMap.ByHeadings(RecordKind.User))]);
        FeedContent content = await FeedContent.ReadAsync(source);
        content.Rows.Count.ShouldBe(3);
        content.IsComplete.ShouldBeFalse();
        content.Issues.ShouldHaveSingleItem().Location!.Value.File.ShouldBe("u1.csv");
    }

    [Fact]
    public async Task A_complete_feed_cannot_have_actions()
    {
        _folder.Write("users.csv", "username,action\nada,delete\n");
        var source = CsvRecordSource.FromFolder(_folder.Path,
            [new CsvSourceFeed("users", "users.csv", RecordMap.ByHeadings(RecordKind.User)) { Coverage = Coverage.Complete }]);
        SourceFeed feed = (await source.DescribeAsync(TestContext.Current.CancellationToken)).ShouldHaveSingleItem();
        feed.Issues.ShouldHaveSingleItem().Code.ShouldBe(IssueCodes.FeedUnusable);
    }

    [Fact]
    public async Task A_file_in_another_encoding_is_read_as_the_dialect_says()
    {
        _folder.Write("users.csv", "username\tlastname\nada\tMüller\n", Encoding.Latin1);
        var source = CsvRecordSource.FromFolder(_folder.Path, [new CsvSourceFeed("users", "users.csv", RecordMap.ByHeadings(RecordKind.User))
        {
            Dialect = new CsvDialect { Encoding = CsvEncoding.Windows1252, Separator = '\t' },
        }]);
        (await FeedContent.ReadAsync(source)).Record<UserRecord>().LastName.ShouldBe("Müller");
    }

    [Fact]
    public void Two_feeds_of_one_name_are_refused() => Should.Throw<ArgumentException>(() => CsvRecordSource.FromFolder(_folder.Path,
    [
        new CsvSourceFeed("u", "a.csv", RecordMap.ByHeadings(RecordKind.User)),
        new CsvSourceFeed("u", "b.csv", RecordMap.ByHeadings(RecordKind.User)),
    ]));
}
