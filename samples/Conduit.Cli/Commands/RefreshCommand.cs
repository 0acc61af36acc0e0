using System.CommandLine;
using Conduit.Cli.Display;
using Conduit.Planning;

namespace Conduit.Cli.Commands;

/// <summary>Reads the LMS.</summary>
internal static class RefreshCommand
{
    public static Command Create()
    {
        var command = new Command("refresh", "Reads the LMS and brings what is known of it up to date.");
        var arguments = new SyncArguments(command, needsInput: false, plans: false);
        command.SetAction((parsed, cancellationToken) => Running.RunAsync(async () =>
        {
            RosterSync sync = await arguments.SyncAsync(parsed, cancellationToken);
            IReadOnlyList<PlanBlocker> blockers = await ProgressLine.RunAsync(progress => sync.RefreshAsync(progress, cancellationToken).AsTask());
            foreach (PlanBlocker blocker in blockers)
                await Console.Error.WriteLineAsync($"{blocker.Code}: {blocker.Message}");
            return blockers.Count == 0 ? ExitCodes.Done : ExitCodes.Unusable;
        }));
        return command;
    }
}
