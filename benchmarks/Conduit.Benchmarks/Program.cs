using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Conduit.Benchmarks;

switch (args)
{
    case ["gate"]:
        Gate.Run(Console.Out, Console.Error);
        break;
    case ["ratio", var name]:
        Gate.Measure(name, Console.Out);
        break;
    case ["repeat", var names, var rounds]:
        // One contender alone, for a profiler or another set of instructions; or several, with commas between their names, in turn.
        string[] contenders = names.Split(',');
        foreach ((string name, double median) in contenders.Zip(Contenders.Repeat(contenders, int.Parse(rounds, CultureInfo.InvariantCulture))))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {median:0.00} ms of CPU"));
        break;
    case ["stream", var gigabytes]:
        EndlessRoster.Measure(int.Parse(gigabytes, CultureInfo.InvariantCulture), Console.Out);
        break;
    case ["chart", var path]:
        Chart.Draw(path, Console.Out);
        break;
    case ["scale"]:
        Scale.Measure(Console.Out);
        break;
    case ["once"]:
        // Every benchmark a single time: proves that none has rotted, measures nothing.
        BenchmarkSwitcher.FromAssembly(typeof(FieldBenchmarks).Assembly).Run(
            ["--filter", "*"],
            ManualConfig.CreateMinimumViable().AddJob(Job.Dry.WithToolchain(InProcessEmitToolchain.Instance)));
        break;
    default:
        // In this process: this version of the tool cannot build a project of its own for this runtime.
        BenchmarkSwitcher.FromAssembly(typeof(FieldBenchmarks).Assembly).Run(
            args,
            DefaultConfig.Instance.AddJob(Job.ShortRun.WithIterationCount(7).WithToolchain(InProcessEmitToolchain.Instance)));
        break;
}
