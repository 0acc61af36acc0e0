using System.Globalization;
using Conduit.Benchmarks;

switch (args)
{
    case ["gate"]:
        Gate.Run(Console.Out, Console.Error);
        break;
    case ["repeat", var name, var calls]:
        // One contender alone, for a profiler.
        Console.Error.WriteLine($"{Contenders.Repeat(name, int.Parse(calls, CultureInfo.InvariantCulture)):0.00} ms of CPU");
        break;
    default:
        Console.Error.WriteLine("gate | repeat CONTENDER CALLS");
        break;
}
