using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Conduit.Benchmarks;

/// <summary>Runs contenders in processes of their own, published as a host would publish them (compiled ahead of time where the SDK can).</summary>
internal static class ChildProcess
{
    private static readonly Lazy<string> Program = new(Publish);

    /// <summary>Tells one build from another: a state that one build left is no use to the next.</summary>
    public static string Build { get; } = typeof(RosterSync).Assembly.ManifestModule.ModuleVersionId.ToString("N")[..12];

    /// <summary>Runs a contender to its end.</summary>
    public static ChildResult Run(params string[] arguments)
    {
        long start = Stopwatch.GetTimestamp();
        using Process process = Start(Program.Value, arguments);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        TimeSpan wall = Stopwatch.GetElapsedTime(start);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}.");
        ChildResult result = JsonSerializer.Deserialize(output, SourceGeneration.Default.ChildResult) ?? throw new InvalidOperationException("The contender said nothing.");
        return result with { WallMs = wall.TotalMilliseconds };
    }

    /// <summary>A folder with the state that the first day of a roster leaves, applied by this build; made once.</summary>
    public static string State(PlanningData data)
    {
        string folder = Path.Combine(data.Folder, "state-" + Build);
        string done = Path.Combine(folder, "done");
        if (!File.Exists(done))
        {
            foreach (string old in Directory.EnumerateDirectories(data.Folder, "state-*"))
                Directory.Delete(old, recursive: true);
            Run("prepare", Path.Combine(folder, "data"), Path.Combine(folder, "lms"), data.FirstDay);
            File.WriteAllText(done, "");
        }

        return folder;
    }

    private static string Publish()
    {
        string root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Conduit.Core.sln")))
            root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("Run the benchmarks inside the repository.");
        string folder = Path.Combine(Path.GetTempPath(), "conduit-benchmarks", "child-" + Build);
        string program = Path.Combine(folder, OperatingSystem.IsWindows() ? "Conduit.Benchmarks.Child.exe" : "Conduit.Benchmarks.Child");
        if (File.Exists(program))
            return program;
        string project = Path.Combine(root, "benchmarks", "Conduit.Benchmarks.Child");
        string[] common = ["publish", project, "-c", "Release", "-o", folder, "--nologo", "-v", "quiet"];
        if (!IsDone([.. common, "-r", RuntimeInformation.RuntimeIdentifier, "--self-contained", "false", "-p:PublishReadyToRun=true"]) && !IsDone(common))
            throw new InvalidOperationException("The program of the contenders could not be published.");
        return program;

        static bool IsDone(string[] arguments)
        {
            using Process process = Start("dotnet", arguments);
            Console.Error.Write(process.StandardOutput.ReadToEnd());
            process.WaitForExit();
            return process.ExitCode == 0;
        }
    }

    private static Process Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start) ?? throw new InvalidOperationException(program + " did not start.");
    }
}
