using System.Globalization;
using System.Text.Json;

namespace Conduit.Benchmarks;

/// <summary>The quick answer to "is it still fast": ratios of CPU time, measured side by side: the reader in this process, plans in processes of their own.</summary>
internal static class Gate
{
    private const int Timings = 11;

    public static void Run(TextWriter output, TextWriter details)
    {
        string enrollments = SampleData.Enrollments();
        string users = SampleData.Users();
        string quoted = SampleData.Quoted();
        byte[] bytes = File.ReadAllBytes(enrollments);
        Rounds.Same(() => Contenders.OursFields(enrollments), () => Contenders.TheirsFields(enrollments));
        Rounds.Same(() => Contenders.OursFields(users), () => Contenders.TheirsFields(users));
        Rounds.Same(() => Contenders.OursFields(quoted), () => Contenders.TheirsFields(quoted));
        Rounds.Same(() => Contenders.OursRows(bytes), () => Contenders.TheirsRows(bytes));
        Rounds.Same(() => Contenders.OursFields(enrollments), () => Contenders.OursPipe(enrollments).GetAwaiter().GetResult());

        var ratios = new SortedDictionary<string, double>(StringComparer.Ordinal)
        {
            ["enrollments_fields"] = Ratio("enrollments_fields", 3, () => Contenders.OursFields(enrollments), () => Contenders.TheirsFields(enrollments)),
            ["users_fields"] = Ratio("users_fields", 10, () => Contenders.OursFields(users), () => Contenders.TheirsFields(users)),
            ["quoted_fields"] = Ratio("quoted_fields", 4, () => Contenders.OursFields(quoted), () => Contenders.TheirsFields(quoted)),
            ["rows_only_memory"] = Ratio("rows_only_memory", 5, () => Contenders.OursRows(bytes), () => Contenders.TheirsRows(bytes)),
            ["pipe_over_file"] = Ratio("pipe_over_file", 3, () => Contenders.OursPipe(enrollments).GetAwaiter().GetResult(), () => Contenders.OursFields(enrollments)),
            ["bytes_per_row"] = BytesPerRow(enrollments, users, quoted, bytes),
        };
        PlanningGate.Run(ratios, details);
        output.WriteLine(JsonSerializer.Serialize(ratios, SourceGeneration.Default.SortedDictionaryStringDouble));

        double Ratio(string name, int calls, Func<long> one, Func<long> other)
        {
            double[] medians = Rounds.Medians(Timings, calls, one, other);
            details.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {medians[0]:0.00} ms / {medians[1]:0.00} ms of CPU"));
            return Math.Round(medians[0] / medians[1], 3);
        }
    }

    /// <summary>The most that any path allocates, spread over the rows: what a reader allocates once disappears in rounding, what a row allocates does not.</summary>
    private static double BytesPerRow(string enrollments, string users, string quoted, byte[] bytes)
    {
        double most = 0;
        most = Math.Max(most, PerRow(() => Contenders.OursFields(enrollments), 1_000_000));
        most = Math.Max(most, PerRow(() => Contenders.OursFields(users), 100_000));
        most = Math.Max(most, PerRow(() => Contenders.OursFields(quoted), 300_000));
        most = Math.Max(most, PerRow(() => Contenders.OursRows(bytes), 1_000_000));
        most = Math.Max(most, PerRow(() => Contenders.OursPipe(enrollments).GetAwaiter().GetResult(), 1_000_000));
        return Math.Round(most);
    }

    private static double PerRow(Func<long> contender, int rows)
    {
        contender();
        long before = GC.GetTotalAllocatedBytes(precise: true);
        contender();
        return (double)(GC.GetTotalAllocatedBytes(precise: true) - before) / rows;
    }
}
