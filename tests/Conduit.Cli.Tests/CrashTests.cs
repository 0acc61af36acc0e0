using System.Diagnostics;
using System.Globalization;
using Conduit.Csv;

namespace Conduit.Cli.Tests;

/// <summary>
/// The process is killed at any point, again and again, while it plans, applies, saves and prunes. Run to its end afterwards, the LMS must
/// hold what it holds without a single kill, and there must be nothing left to do. CONDUIT_KILLS sets how many kills there are.
/// </summary>
public sealed class CrashTests : IDisposable
{
    private readonly Cli _calm = new();
    private readonly Cli _stormy = new();

    private static int Kills => int.TryParse(Environment.GetEnvironmentVariable("CONDUIT_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out int told) ? told : 12;

    public void Dispose()
    {
        _calm.Dispose();
        _stormy.Dispose();
    }

    [Fact]
    public async Task Killed_at_any_point_nothing_is_lost_and_nothing_comes_twice()
    {
        (await _calm.RunAsync("generate", "--out", _calm["roster"], "--users", "400", "--courses", "60", "--enrollments", "3000")).Code.ShouldBe(0);
        string[] days = [_calm[Path.Combine("roster", "day1")], _calm[Path.Combine("roster", "day2")]];
        var calm = Stopwatch.StartNew();
        foreach (string day in days)
            (await _calm.RunAsync(["apply", "--input", day, .. _calm.World])).Code.ShouldBe(0);
        int longest = (int)calm.ElapsedMilliseconds / 2;

        // There and back, so that every kind of change is cut off at one time or another.
        var random = new Random(20260901);
        int killed = 0;
        for (int round = 0; killed < Kills && round < Kills * 20; round++)
        {
            killed += await KillOnceAsync(random.Next(20, longest), ["apply", "--input", days[round / 3 % 2], .. _stormy.World]);
            // Most of it is over before it begins: what matters is that now and then it is not.
            if (Directory.Exists(_stormy["data"]))
                await KillOnceAsync(random.Next(60, 200), "prune", "--data", _stormy["data"], "--keep-runs", "1");
        }
        killed.ShouldBe(Kills);
        // How much of the log the kills left, and so when its first segment is no longer needed, is a matter of luck: more days fill it up.
        string first = _stormy[Path.Combine("data", "log", "segment-000001.jsonl")];
        for (int round = 0; round == 0 || (File.Exists(first) && round < 12); round++)
        {
            foreach (string day in days)
                (await _stormy.RunAsync(["apply", "--input", day, .. _stormy.World])).ShouldSatisfyAllConditions(r => r.Error.ShouldBeEmpty(), r => r.Code.ShouldBe(0));
            (int code, string pruned, _) = await _stormy.RunAsync("prune", "--data", _stormy["data"], "--keep-runs", "1");
            code.ShouldBe(0);
            pruned.ShouldContain("The log reaches back to");
        }
        File.Exists(first).ShouldBeFalse();

        foreach (string file in Directory.GetFiles(_calm["lms"]).Select(path => Path.GetFileName(path)!))
        {
            Rows(_stormy[Path.Combine("lms", file)]).ShouldBe(Rows(_calm[Path.Combine("lms", file)]), file);
        }
        (_, string nothing, string error) = await _stormy.RunAsync(["plan", "--input", days[1], "--refresh", .. _stormy.World]);
        error.ShouldBeEmpty();
        nothing.ShouldContain("nothing to do");
    }

    private async Task<int> KillOnceAsync(int milliseconds, params string[] arguments)
    {
        using Process process = _stormy.Start(arguments);
        using var timeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(milliseconds));
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return 1;
        }
        process.ExitCode.ShouldBe(0, await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        return 0;
    }

    /// <summary>The rows as sorted lists of heading and value, whatever the order of rows and columns.</summary>
    private static string[] Rows(string path)
    {
        var rows = new List<string>();
        using CsvReader reader = CsvReader.OpenFile(path);
        while (reader.Read())
        {
            while (reader.TryRead(out CsvRow row))
            {
                row.IsDamaged.ShouldBeFalse(path);
                var cells = new List<string>();
                for (int i = 0; i < row.FieldCount; i++)
                    cells.Add($"{reader.Header.Names[i]}={row[i].ToString()}");
                rows.Add(string.Join('|', cells.Where(c => !c.EndsWith('=')).Order(StringComparer.Ordinal)));
            }
        }
        return [.. rows.Order(StringComparer.Ordinal)];
    }
}
