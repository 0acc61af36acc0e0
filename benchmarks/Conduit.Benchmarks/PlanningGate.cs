using System.Globalization;

namespace Conduit.Benchmarks;

/// <summary>The part of the gate that is about plans: whole processes, one after another, against a state that is on disk.</summary>
internal static class PlanningGate
{
    private const int Enrollments = 1_000_000;
    private const int Timings = 5;

    public static void Run(SortedDictionary<string, double> results, TextWriter details)
    {
        PlanningData data = PlanningData.Make(Enrollments);
        string state = ChildProcess.State(data);
        string output = Path.Combine(data.Folder, "plan.out");
        Func<ChildResult> shuffled = () => Plan(data.Shuffled);
        Func<ChildResult> sameOrder = () => Plan(data.SameOrder);
        Func<ChildResult> nightly = () => Plan(data.Nightly);
        Func<ChildResult> unchanged = () => Plan(data.Unchanged);
        Func<ChildResult> dictionary = () => ChildProcess.Run("dictionary", Enrollment(data.FirstDay), Enrollment(data.Shuffled), output);
        Func<ChildResult> dictionaryInOrder = () => ChildProcess.Run("dictionary", Enrollment(data.FirstDay), Enrollment(data.SameOrder), output);
        Func<ChildResult> naive = () => ChildProcess.Run("naive", data.FirstDay, data.Nightly, output);

        ChildResult[] medians = Medians(Timings, shuffled, dictionary, sameOrder, dictionaryInOrder);
        results["plan_over_csvhelper_dictionary"] = Ratio("plan_over_csvhelper_dictionary", medians[0], medians[1]);
        results["plan_same_order_over_csvhelper_dictionary"] = Ratio("plan_same_order_over_csvhelper_dictionary", medians[2], medians[3]);
        results["peak_mb"] = medians[0].PeakMb;
        medians = Medians(3, naive, nightly);
        results["naive_over_plan"] = Ratio("naive_over_plan", medians[0], medians[1]);
        results["bytes_allocated_unchanged"] = unchanged().Allocated;
        File.Delete(output);

        ChildResult Plan(string input) => ChildProcess.Run("plan", Path.Combine(state, "data"), Path.Combine(state, "lms"), input);

        double Ratio(string name, ChildResult one, ChildResult other)
        {
            details.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: {one.CpuMs:0} ms / {other.CpuMs:0} ms of CPU, {one.WallMs:0} / {other.WallMs:0} ms, {one.PeakMb:0} / {other.PeakMb:0} MB; {one.Created} new, {one.Updated} changed, {one.Removed} gone"));
            return Math.Round(one.CpuMs / other.CpuMs, 3);
        }
    }

    private static string Enrollment(string folder) => Path.Combine(folder, "enrollments.csv");

    /// <summary>Times contenders in turn; each must find the same.</summary>
    private static ChildResult[] Medians(int rounds, params Func<ChildResult>[] contenders)
    {
        var results = new List<ChildResult>[contenders.Length];
        for (int i = 0; i < contenders.Length; i++)
            results[i] = [];
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < contenders.Length; i++)
            {
                ChildResult result = contenders[i]();
                if (results[0].Count > 0 && result.Found != results[0][0].Found)
                    throw new InvalidOperationException($"The contenders differ: {results[0][0].Found} and {result.Found}.");
                results[i].Add(result);
            }
        }

        return [.. results.Select(all => all[0] with
        {
            CpuMs = Rounds.Median([.. all.Select(r => r.CpuMs)]),
            WallMs = Rounds.Median([.. all.Select(r => r.WallMs)]),
            PeakMb = Rounds.Median([.. all.Select(r => r.PeakMb)]),
        })];
    }
}
