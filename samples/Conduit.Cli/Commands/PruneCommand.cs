using System.CommandLine;
using System.Text.Json;
using Conduit.Transactions;

namespace Conduit.Cli.Commands;

/// <summary>Forgets what is old in the log.</summary>
internal static class PruneCommand
{
    public static Command Create()
    {
        var command = new Command("prune", "Removes what is old in the log, as far as nothing needs it, and says what can no longer be told.");
        var data = new Option<string>("--data") { Description = "The folder of the log.", HelpName = "DIR", Required = true };
        var config = new Option<string>("--config") { Description = "The configuration; what it says of the log holds unless an option says otherwise.", HelpName = "FILE" };
        var days = new Option<int?>("--keep-days") { Description = "Remove what is older than so many days.", HelpName = "DAYS" };
        var runs = new Option<int?>("--keep-runs") { Description = "Remove what is older than so many newest runs.", HelpName = "RUNS" };
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        foreach (Option<int?> limit in (Option<int?>[])[days, runs])
        {
            limit.Validators.Add(result =>
            {
                if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, System.Globalization.CultureInfo.InvariantCulture, out int number) && number is < 1 or > 1_000_000)
                    result.AddError($"{limit.Name} is a whole number from 1 to 1000000.");
            });
        }
        command.Add(data);
        command.Add(config);
        command.Add(days);
        command.Add(runs);
        command.Add(json);
        command.Validators.Add(result =>
        {
            if (result.GetResult(config) is null && result.GetResult(days) is null && result.GetResult(runs) is null)
                result.AddError("Say what to keep: --keep-days, --keep-runs, or a --config that does.");
        });
        command.SetAction((parsed, cancellationToken) => Running.RunAsync(async () =>
        {
            string folder = parsed.GetValue(data)!;
            if (!Directory.Exists(folder))
                throw new DirectoryNotFoundException($"There is no data folder {folder}. Name the one that plans and runs were given.");
            LogRetention retention = parsed.GetValue(config) is { } path ? (await SyncConfiguration.LoadAsync(path, cancellationToken: cancellationToken)).Options.Retention : LogRetention.Everything;
            if (parsed.GetValue(days) is { } age)
                retention = retention with { Age = TimeSpan.FromDays(age) };
            if (parsed.GetValue(runs) is { } kept)
                retention = retention with { Runs = kept };
            Write(await RosterSync.PruneAsync(new FileTransactionLog(folder), retention, cancellationToken: cancellationToken), parsed.GetValue(json));
            return ExitCodes.Done;
        }));
        return command;
    }

    private static void Write(PruneReport report, bool json)
    {
        if (!json)
        {
            Console.WriteLine(report);
            return;
        }
        using var writer = new Utf8JsonWriter(Console.OpenStandardOutput());
        writer.WriteStartObject();
        writer.WriteNumber("segments", report.Segments);
        writer.WriteNumber("bytes", report.Bytes);
        writer.WriteNumber("runs", report.Runs);
        writer.WriteNumber("heldBack", report.HeldBack);
        writer.WriteNumber("plans", report.Plans);
        if (report.ReachesBackTo is { } back)
            writer.WriteString("reachesBackTo", back);
        writer.WriteEndObject();
    }
}
