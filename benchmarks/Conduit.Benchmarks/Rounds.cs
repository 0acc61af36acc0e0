using System.Diagnostics;

namespace Conduit.Benchmarks;

/// <summary>Times contenders in turn, so that what disturbs the machine disturbs all of them.</summary>
internal static class Rounds
{
    /// <summary>The median CPU milliseconds of one call of each contender.</summary>
    /// <param name="rounds">How often each is timed; more rounds follow as warm-up in front.</param>
    /// <param name="calls">How many calls one timing takes, so that it lasts long enough.</param>
    /// <param name="contenders">What to call.</param>
    public static double[] Medians(int rounds, int calls, params Func<long>[] contenders)
    {
        const int warmUp = 3;
        var times = new double[contenders.Length][];
        for (int i = 0; i < contenders.Length; i++)
            times[i] = new double[rounds];
        for (int round = -warmUp; round < rounds; round++)
        {
            for (int i = 0; i < contenders.Length; i++)
            {
                TimeSpan before = Environment.CpuUsage.TotalTime;
                for (int call = 0; call < calls; call++)
                    contenders[i]();
                double time = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / calls;
                if (round >= 0)
                    times[i][round] = time;
            }
        }

        return [.. times.Select(Median)];
    }

    /// <summary>The middle value.</summary>
    public static double Median(double[] values)
    {
        Array.Sort(values);
        int middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
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
