using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Conduit.Benchmarks;

/// <summary>
/// The quick answer to "is it still fast": ratios of CPU time, measured side by side, each in a process of its own. In one for all the runtime compiles a reader for the mixture of all files,
/// in the order in which they were read, and the ratio of one file tells of the others.
/// </summary>
internal static class Gate
{
    private const int Timings = 31;
    private static readonly string[] Readers = ["enrollments_fields", "users_fields", "quoted_fields", "rows_only_memory", "pipe_over_file"];

    /// <summary>Measures everything and prints one object.</summary>
    public static void Run(TextWriter output, TextWriter details)
    {
        SampleData.Delete();
        string enrollments = SampleData.Enrollments();
        string users = SampleData.Users();
        string quoted = SampleData.Quoted();
        var ratios = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (string name in Readers)
        {
            double[] medians = InOwnProcess(name);
            details.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {medians[0]:0.00} ms / {medians[1]:0.00} ms of CPU"));
            ratios[name] = Math.Round(medians[2], 3);
        }
        ratios["bytes_per_row"] = BytesPerRow(enrollments, users, quoted, File.ReadAllBytes(enrollments));
        PlanningGate.Run(ratios, details);
        output.WriteLine(JsonSerializer.Serialize(ratios, SourceGeneration.Default.SortedDictionaryStringDouble));
    }

    /// <summary>Measures the reader beside another contender in this process, and prints the medians of both and of the ratios of the rounds.</summary>
    /// <param name="name">The key of the ratio.</param>
    /// <param name="output">Gets the three.</param>
    public static void Measure(string name, TextWriter output)
    {
        string enrollments = SampleData.Enrollments();
        string users = SampleData.Users();
        string quoted = SampleData.Quoted();
        double[] medians = name switch
        {
            "enrollments_fields" => Medians(1, () => Contenders.OursFields(enrollments), () => Contenders.TheirsFields(enrollments)),
            "users_fields" => Medians(5, () => Contenders.OursFields(users), () => Contenders.TheirsFields(users)),
            "quoted_fields" => Medians(1, () => Contenders.OursFields(quoted), () => Contenders.TheirsFields(quoted)),
            "rows_only_memory" => OfRows(File.ReadAllBytes(enrollments)),
            "pipe_over_file" => Medians(1, () => Contenders.OursPipe(enrollments).GetAwaiter().GetResult(), () => Contenders.OursFields(enrollments)),
            _ => throw new ArgumentException("There is no such ratio.", nameof(name)),
        };
        output.WriteLine(string.Join(' ', medians.Select(median => median.ToString("R", CultureInfo.InvariantCulture))));

        static double[] OfRows(byte[] bytes) => Medians(2, () => Contenders.OursRows(bytes), () => Contenders.TheirsRows(bytes));
    }

    // When the machine becomes faster or slower on the way, both of a round are still timed alike, but two medians may come from different times.
    private static double[] Medians(int calls, Func<long> one, Func<long> other)
    {
        Rounds.Same(one, other);
        double[][] times = Rounds.Times(Timings, calls, one, other);
        return [Rounds.Median(times[0]), Rounds.Median(times[1]), Rounds.Median([.. times[0].Zip(times[1], (our, their) => our / their)])];
    }

    private static double[] InOwnProcess(string name)
    {
        string host = Environment.ProcessPath ?? throw new InvalidOperationException("The program does not know where it is.");
        var start = new ProcessStartInfo(host) { RedirectStandardOutput = true, UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(host) == "dotnet")
            start.ArgumentList.Add(typeof(Gate).Assembly.Location);
        start.ArgumentList.Add("ratio");
        start.ArgumentList.Add(name);
        using Process process = Process.Start(start) ?? throw new InvalidOperationException(host + " did not start.");
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{name} ended with {process.ExitCode}.");
        return [.. output.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
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
        long least = long.MaxValue;
        // What a row allocates is allocated each time. A buffer that the pool gave back to the collector in between is not.
        for (int call = 0; call < 3; call++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            contender();
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }
        return (double)least / rows;
    }
}
