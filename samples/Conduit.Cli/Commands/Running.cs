using Conduit.Planning;
using Conduit.Sinks;
using Conduit.Transactions;

namespace Conduit.Cli.Commands;

/// <summary>Runs the body of a command and turns what can go wrong into one sentence and an exit code.</summary>
internal static class Running
{
    public static async Task<int> RunAsync(Func<Task<int>> body)
    {
        try
        {
            return await body();
        }
        catch (OperationCanceledException)
        {
            return Fail(ExitCodes.Cancelled, "Cancelled. What was done is written down; the next run goes on from there.");
        }
        catch (PlanBlockedException exception)
        {
            return Fail(ExitCodes.Blocked, exception.Message);
        }
        catch (SyncConfigurationException exception)
        {
            return Fail(ExitCodes.Unusable, exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SinkUnavailableException or PlanFileException or DataFolderException)
        {
            return Fail(ExitCodes.Unusable, exception.Message);
        }
    }

    private static int Fail(int code, string message)
    {
        Console.Error.WriteLine(message);
        return code;
    }
}
