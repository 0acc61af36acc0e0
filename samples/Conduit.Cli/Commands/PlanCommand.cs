using System.CommandLine;
using Conduit.Cli.Display;
using Conduit.Planning;
using Conduit.Reporting;

namespace Conduit.Cli.Commands;

/// <summary>Makes a plan.</summary>
internal static class PlanCommand
{
    public static Command Create()
    {
        var command = new Command("plan", "Compares the files with the LMS and says what would be done. Changes nothing in the LMS.");
        var arguments = new SyncArguments(command, needsInput: true, plans: true);
        var output = new Option<string>("--out") { Description = "Keep the plan, to review it and apply it later.", HelpName = "FILE" };
        var repair = new Option<string>("--repair") { Description = "Write files that help to put right what is wrong: rows to complete for what is missing, old and new keys.", HelpName = "DIR" };
        command.Add(output);
        command.Add(repair);
        command.SetAction((parsed, cancellationToken) => Running.RunAsync(async () =>
        {
            RosterSync sync = await arguments.SyncAsync(parsed, cancellationToken);
            SyncPlan plan = await ProgressLine.RunAsync(progress => sync.PlanAsync(arguments.Request(parsed), progress, cancellationToken).AsTask());
            if (parsed.GetValue(output) is { } path)
                plan.Save(path);
            if (parsed.GetValue(repair) is { } folder)
            {
                foreach (string file in await RepairFiles.WriteAsync(plan, folder, cancellationToken))
                    await Console.Error.WriteLineAsync($"wrote {file}");
            }
            if (arguments.IsJson(parsed))
                PlanJson.Write(Console.OpenStandardOutput(), plan, null, arguments.ListsIssues(parsed));
            else
                PlanTable.Write(plan, null, arguments.ListsIssues(parsed));
            return plan.IsApplicable ? ExitCodes.Done : ExitCodes.Blocked;
        }));
        return command;
    }
}
