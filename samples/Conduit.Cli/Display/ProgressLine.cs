using System.Globalization;
using Conduit.Planning;
using Conduit.Records;
using Spectre.Console;

namespace Conduit.Cli.Display;

/// <summary>Shows how far long work has come, on a terminal only and never on stdout.</summary>
internal static class ProgressLine
{
    private static readonly string[] Phases = ["Opening", "Reading the LMS", "Planning", "Applying", "Saving"];

    public static async Task<T> RunAsync<T>(Func<IProgress<SyncProgress>?, Task<T>> work)
    {
        if (Console.IsErrorRedirected)
            return await work(null);
        IAnsiConsole terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await terminal.Progress().AutoClear(true).Columns(new SpinnerColumn(), new TaskDescriptionColumn(), new ProgressBarColumn(), new ElapsedTimeColumn())
            .StartAsync(async context =>
            {
                ProgressTask task = context.AddTask("Starting").IsIndeterminate();
                return await work(new Shown(task));
            });
    }

    // Reported from one row to the next: only what a person could see is passed on.
    private sealed class Shown(ProgressTask task) : IProgress<SyncProgress>
    {
        private long _last;

        public void Report(SyncProgress value)
        {
            long now = Environment.TickCount64;
            if (now - _last < 100)
                return;
            _last = now;
            string kind = value.Kind is { } of ? " " + of.Name() : "";
            task.Description = Markup.Escape(string.Create(CultureInfo.InvariantCulture, $"{Phases[(int)value.Phase]}{kind} {value.Done:n0}"));
            if (value.Total is { } total)
                task.IsIndeterminate(false).MaxValue(total).Value(value.Done);
            else
                task.IsIndeterminate();
        }
    }
}
