using System.CommandLine;
using Conduit.Cli.Display;
using Conduit.Planning;
using Conduit.Reporting;

namespace Conduit.Cli.Commands;

/// <summary>Applies a plan.</summary>
internal static class ApplyCommand
{
    public static Command Create()
    {
        var command = new Command("apply", "Makes a plan and applies it, or applies one that was kept.");
        var arguments = new SyncArguments(command, needsInput: false, plans: true);
        var kept = new Option<string>("--plan") { Description = "A plan that 'plan --out' kept.", HelpName = "FILE" };
        command.Add(kept);
        command.Validators.Add(result =>
        {
            if (result.GetValue(kept) is null && result.Children.All(c => c.Tokens.Count == 0 || c is not System.CommandLine.Parsing.OptionResult { Option.Name: "--input" }))
                result.AddError("Give the folder of the files with --input, or a plan with --plan.");
        });
        command.SetAction((parsed, cancellationToken) => Running.RunAsync(async () =>
        {
            RosterSync sync = await arguments.SyncAsync(parsed, cancellationToken);
            SyncPlan plan = parsed.GetValue(kept) is { } path
                ? SyncPlan.Load(path)
                : await ProgressLine.RunAsync(progress => sync.PlanAsync(arguments.Request(parsed), progress, cancellationToken).AsTask());
            SyncReport? report = plan.IsApplicable
                ? await ProgressLine.RunAsync(progress => sync.ApplyAsync(plan, progress, cancellationToken).AsTask())
                : null;
            if (arguments.IsJson(parsed))
                PlanJson.Write(Console.OpenStandardOutput(), plan, report, arguments.ListsIssues(parsed));
            else
                PlanTable.Write(plan, report, arguments.ListsIssues(parsed));
            return ExitCode(report);
        }));
        return command;
    }

    private static int ExitCode(SyncReport? report) => report switch
    {
        null => ExitCodes.Blocked,
        { IsCancelled: true } => ExitCodes.Cancelled,
        { Stale: > 0 } => ExitCodes.Blocked,
        { IsComplete: false } => ExitCodes.NotAllApplied,
        _ => ExitCodes.Done,
    };
}
