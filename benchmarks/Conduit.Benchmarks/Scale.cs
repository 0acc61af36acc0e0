using System.Globalization;

namespace Conduit.Benchmarks;

/// <summary>What a row costs where there are ten times as many: whole processes at two sizes, in turn.</summary>
internal static class Scale
{
    private const int Few = 1_000_000;
    private const int Many = 10_000_000;
    private const int Timings = 5;

    /// <summary>Measures and tells.</summary>
    public static void Measure(TextWriter output)
    {
        PlanningData few = PlanningData.Make(Few);
        PlanningData many = PlanningData.Make(Many);
        string stateOfFew = ChildProcess.State(few);
        string stateOfMany = ChildProcess.State(many);
        foreach ((string name, Func<PlanningData, string> input) in new (string, Func<PlanningData, string>)[] { ("same order", d => d.SameOrder), ("shuffled", d => d.Shuffled), ("nothing changed", d => d.Unchanged) })
        {
            (List<ChildResult> Few, List<ChildResult> Many) results = ([], []);
            for (int round = 0; round < Timings; round++)
            {
                results.Few.Add(Plan(stateOfFew, input(few)));
                results.Many.Add(Plan(stateOfMany, input(many)));
            }

            double cpuOfFew = Rounds.Median([.. results.Few.Select(r => r.CpuMs)]);
            double cpuOfMany = Rounds.Median([.. results.Many.Select(r => r.CpuMs)]);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: {cpuOfFew:0} ms for {Few:N0} rows, {cpuOfMany:0} ms for {Many:N0}, a row {cpuOfMany * Few / (cpuOfFew * Many):0.00} times; {results.Many.Max(r => r.PeakMb):0} MB"));
        }
    }

    private static ChildResult Plan(string state, string input) => ChildProcess.Run("plan", Path.Combine(state, "data"), Path.Combine(state, "lms"), input);
}
