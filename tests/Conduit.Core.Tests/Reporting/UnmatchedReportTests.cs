using System.Text;
using System.Text.Json;
using Conduit.Planning;
using Conduit.Records;
using Conduit.Reporting;
using Conduit.Tests.Support;

namespace Conduit.Tests.Reporting;

public sealed class UnmatchedReportTests : IDisposable
{
    private readonly World _world = new();
    private readonly TempFolder _folder = new();
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _world.Dispose();
        _folder.Dispose();
    }

    private async Task<UnmatchedReport> Report()
    {
        _world.Lms.Seed(new UserRecord { Username = "a.lovelace", Email = "Ada@x.edu", FirstName = "Ada", LastName = "Byron" });
        _world.Lms.Seed(new UserRecord { Username = "admin" }, isProtected: true);
        _world.File("users.csv", "username,idnumber,email,firstname,lastname", "ada,1,ada@x.edu,Ada,Lovelace", "bob,2,,,", ",3,c@x.edu,Cyd,D");
        return await _world.Sync().FindUnmatchedAsync(cancellationToken: Token);
    }

    [Fact]
    public async Task Both_directions_are_told_with_their_reasons_and_who_looks_alike()
    {
        UnmatchedRecord[] records = [.. (await Report()).Records];
        records.Select(r => (r.Side, r.Reason)).ShouldBe(
        [
            (UnmatchedSide.SourceOnly, "planned"), (UnmatchedSide.SourceOnly, "planned"), (UnmatchedSide.SourceOnly, IssueCodes.RequiredMissing),
            (UnmatchedSide.LmsOnly, "unmanaged"), (UnmatchedSide.LmsOnly, "protected"),
        ]);
        records[0].Hint.ShouldBe("a.lovelace in the LMS has the same e-mail address.");
        records[0].Location.ShouldBe(new SourceLocation("users.csv", 2));
        records[1].Hint.ShouldBeNull();
        _world.Lms.ChangesReceived.ShouldBe(0);
    }

    [Fact]
    public async Task It_is_written_as_csv_and_json_and_can_be_redacted()
    {
        UnmatchedReport report = await Report();
        await report.WriteCsvAsync(_folder["unmatched.csv"], cancellationToken: Token);
        string[] lines = await File.ReadAllLinesAsync(_folder["unmatched.csv"], Token);
        lines[0].ShouldBe("side,kind,key,reason,message,lms_id,file,line,hint");
        lines.Length.ShouldBe(6);
        lines[1].ShouldStartWith("source,user,1,planned,");

        using var output = new MemoryStream();
        await report.WriteJsonAsync(output, cancellationToken: Token);
        string[] objects = Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        objects.Select(o => JsonDocument.Parse(o).RootElement.GetProperty("side").GetString()).ShouldBe(["source", "source", "source", "lms", "lms"]);

        await report.WriteCsvAsync(_folder["redacted.csv"], redact: true, cancellationToken: Token);
        string redacted = await File.ReadAllTextAsync(_folder["redacted.csv"], Token);
        redacted.ShouldNotContain("lovelace");
        redacted.ShouldContain("•••");
    }
}
