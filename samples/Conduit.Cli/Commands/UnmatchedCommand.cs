using System.CommandLine;
using Conduit.Cli.Display;
using Conduit.Planning;
using Conduit.Records;
using Conduit.Reporting;

namespace Conduit.Cli.Commands;

/// <summary>Tells what stands on one side only.</summary>
internal static class UnmatchedCommand
{
    public static Command Create()
    {
        var command = new Command("unmatched", "Reads the LMS and lists what stands on one side only, each with its reason.");
        var arguments = new SyncArguments(command, needsInput: true, plans: false);
        var output = new Option<string>("--out") { Description = "Write the list as CSV.", HelpName = "FILE" };
        var redact = new Option<bool>("--redact") { Description = "Leave out what tells who somebody is." };
        command.Add(output);
        command.Add(redact);
        command.SetAction((parsed, cancellationToken) => Running.RunAsync(async () =>
        {
            RosterSync sync = await arguments.SyncAsync(parsed, cancellationToken);
            UnmatchedReport report = await ProgressLine.RunAsync(progress => sync.FindUnmatchedAsync(progress, cancellationToken).AsTask());
            bool hide = parsed.GetValue(redact);
            if (parsed.GetValue(output) is { } path)
                await report.WriteCsvAsync(path, hide, cancellationToken);
            else if (arguments.IsJson(parsed))
                await report.WriteJsonAsync(Console.OpenStandardOutput(), hide, cancellationToken);
            else
                WriteLines(report, hide);
            return ExitCodes.Done;
        }));
        return command;
    }

    private static void WriteLines(UnmatchedReport report, bool hide)
    {
        foreach (UnmatchedRecord record in report.Records)
        {
            string side = record.Side == UnmatchedSide.SourceOnly ? "source only" : "LMS only";
            string where = record.Location is { } location ? $" {location}" : "";
            Console.WriteLine($"{side}: {record.Key.Kind.Name()} {(hide ? "•••" : record.Key.ToString())}{where} ({record.Reason}) {record.Message}");
        }
    }
}
