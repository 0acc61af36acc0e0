using System.Text;
using Conduit.Records;
using Conduit.Sources;
using FsCheck;
using FsCheck.Fluent;

namespace Conduit.Tests.Sources;

/// <summary>Whatever a file holds, reading it ends with rows and issues and never with an exception.</summary>
public sealed class CsvBadDataTests : IDisposable
{
    private static readonly string[] Pieces =
    [
        "username", "idnumber", "suspended", "startdate", "course", "role", "action", "profile_field_x", "password", "shortname", "name", "context",
        ",", ",", ",", ";", "\t", "\n", "\n", "\r\n", "\"", "\"\"", "\0", "\u0001", "\uFEFF", " ", "é", "𝔸", "ada", "7", "1", "delete", "2026-09-01", "0", "-5",
    ];

    private readonly RosterFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("users.csv", "username,idnumber,suspended,email,profile_field_x,action\n", 6)]
    [InlineData("courses.csv", "shortname,idnumber,startdate,visible\n", 4)]
    [InlineData("enrollments.csv", "course,username,role,status,timeend\n", 5)]
    [InlineData("role_assignments.csv", "username,role,context,instance\n", 4)]
    [InlineData("groups.csv", "", 3)]
    public void Nothing_in_a_file_makes_reading_it_throw(string file, string header, int columns)
    {
        Gen<string> cell = Gen.Elements(Pieces).ArrayOf(2).Select(string.Concat);
        Gen<string> row = cell.ArrayOf(columns).Select(cells => string.Join(',', cells));
        Gen<byte[]> text = row.ListOf().Select(rows => Encoding.UTF8.GetBytes(header + string.Join('\n', rows)));
        Gen<byte[]> cut = text.SelectMany(bytes => Gen.Choose(0, bytes.Length).Select(length => bytes[..length]));
        Prop.ForAll(text.Or(cut).ToArbitrary(), bytes => ReadAsync(file, bytes).GetAwaiter().GetResult()).QuickCheckThrowOnFailure();
    }

    private async Task ReadAsync(string file, byte[] bytes)
    {
        await File.WriteAllBytesAsync(Path.Combine(_folder.Path, file), bytes);
        CsvRecordSource source = _folder.Source();
        SourceFeed feed = (await source.DescribeAsync()).ShouldHaveSingleItem();
        FeedContent content = await FeedContent.ReadAsync(source, feed);
        bool usable = feed.Issues.All(issue => issue.Severity != IssueSeverity.Error);
        if (!usable)
            content.IsComplete.ShouldBeFalse();
        foreach (SourceRecord row in content.Rows)
        {
            // A row that is kept says whom it means, and a rejected one says why.
            row.IsRejected.ShouldBe(row.Issues.Any(issue => issue.Severity == IssueSeverity.Error));
            foreach (RecordIssue issue in row.Issues)
            {
                issue.Location!.Value.File.ShouldBe(file);
                issue.Location.Value.Line.ShouldBeGreaterThan(1);
                issue.Kind.ShouldBe(feed.Kind);
                issue.Message.ShouldEndWith(".");
            }
        }
    }
}
