using System.CommandLine;
using Conduit.Transactions;

namespace Conduit.Cli.Commands;

/// <summary>Shows the transaction log.</summary>
internal static class LogCommand
{
    public static Command Create()
    {
        var command = new Command("log", "Shows what was done: every change with its outcome, every error and warning.");
        var data = new Option<string>("--data") { Description = "The folder of the log.", HelpName = "DIR", Required = true };
        var json = new Option<bool>("--json") { Description = "Print one JSON object on a line." };
        var run = new Option<string>("--run") { Description = "One run only.", HelpName = "ID" };
        var redact = new Option<bool>("--redact") { Description = "Leave out what tells who somebody is." };
        // The other commands' options are taken too, so that one line can be edited into another.
        Option<string>[] ignored = [new("--input") { Hidden = true }, new("--config") { Hidden = true }, new("--lms") { Hidden = true }];
        command.Add(data);
        command.Add(json);
        command.Add(run);
        command.Add(redact);
        foreach (Option<string> option in ignored)
            command.Add(option);
        command.SetAction((parsed, cancellationToken) => Running.RunAsync(() =>
        {
            string folder = parsed.GetValue(data)!;
            if (!Directory.Exists(folder))
                throw new DirectoryNotFoundException($"There is no data folder {folder}. Name the one that plans and runs were given.");
            using var lines = new LogLines(parsed.GetValue(json), parsed.GetValue(redact));
            foreach (TransactionEntry entry in new FileTransactionLog(folder).Read())
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (parsed.GetValue(run) is null || entry.RunId == parsed.GetValue(run))
                    lines.Write(entry);
            }
            return Task.FromResult(ExitCodes.Done);
        }));
        return command;
    }
}
