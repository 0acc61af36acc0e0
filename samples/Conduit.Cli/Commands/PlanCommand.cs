using System.CommandLine;
using Conduit.Cli.Display;
using Conduit.Planning;

namespace Conduit.Cli.Commands;

/// <summary>Makes a plan.</summary>
internal static class PlanCommand
{
    public static Command Create()
    {
        var command = new Command("plan", "Compares the files with the LMS and says what would be done. Changes nothing in the LMS.");
        var arguments = new SyncArguments(command, needsInput: true, plans: true);
        var output = new Option<string>("--out") { Description = "Keep the plan, to review it and apply it later.", HelpName = "FILE" };
        command.Add(output);
        command.SetAction((parsed, cancellationToken) => Running.RunAsync(async () =>
        {
            RosterSync sync = await arguments.SyncAsync(parsed, cancellationToken);
            SyncPlan plan = await ProgressLine.RunAsync(progress => sync.PlanAsync(arguments.Request(parsed), progress, cancellationToken).AsTask());
            if (parsed.GetValue(output) is { } path)
                plan.Save(path);
            if (arguments.IsJson(parsed))
                PlanJson.Write(Console.OpenStandardOutput(), plan, null);
            else
                PlanTable.Write(plan, null);
            return plan.IsApplicable ? ExitCodes.Done : ExitCodes.Blocked;
        }));
        return command;
    }
}
