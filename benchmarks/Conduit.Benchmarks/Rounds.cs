using System.Diagnostics;

namespace Conduit.Benchmarks;

/// <summary>Times contenders in turn, so that what disturbs the machine disturbs all of them.</summary>
internal static class Rounds
{
    private const int WarmUpRounds = 3;

    // By then the runtime has compiled for good what is called over and over.
    private static readonly TimeSpan WarmUpTime = TimeSpan.FromSeconds(2);

    /// <summary>The CPU milliseconds of one call of each contender, round by round.</summary>
    /// <param name="rounds">How often each is timed, once all are warm.</param>
    /// <param name="calls">How many calls one timing takes, so that it lasts long enough.</param>
    /// <param name="contenders">What to call.</param>
    public static double[][] Times(int rounds, int calls, params Func<long>[] contenders)
    {
        var times = new double[contenders.Length][];
        for (int i = 0; i < contenders.Length; i++)
            times[i] = new double[rounds];
        long start = Stopwatch.GetTimestamp();
        for (int warm = 0; warm < WarmUpRounds || Stopwatch.GetElapsedTime(start) < WarmUpTime; warm++)
        {
            foreach (Func<long> contender in contenders)
                _ = Time(contender, calls);
        }
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < contenders.Length; i++)
                times[i][round] = Time(contenders[i], calls);
        }

        return times;
    }

    private static double Time(Func<long> contender, int calls)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        for (int call = 0; call < calls; call++)
            contender();
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / calls;
    }

    /// <summary>The middle value.</summary>
    public static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>Throws unless both did the same work; a benchmark of different work says nothing.</summary>
    public static void Same(Func<long> one, Func<long> other)
    {
        long first = one();
        long second = other();
        if (first != second)
            throw new InvalidOperationException($"The contenders differ: {first} and {second}.");
        Debug.Assert(first > 0, "Nothing was read.");
    }
}
