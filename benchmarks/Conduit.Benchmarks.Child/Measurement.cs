using System.Diagnostics;
using System.Globalization;
using System.Runtime;

namespace Conduit.Benchmarks.Child;

/// <summary>What the process has taken so far, as a line of JSON.</summary>
internal static class Measurement
{
    public static string Of(Changes changes) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"cpuMs":{{Environment.CpuUsage.TotalTime.TotalMilliseconds:0.0}},"wallMs":{{(DateTime.Now - Process.GetCurrentProcess().StartTime).TotalMilliseconds:0.0}},"peakMb":{{PeakBytes() / 1e6:0.0}},"allocated":{{GC.GetTotalAllocatedBytes(precise: true)}},"created":{{changes.Created}},"updated":{{changes.Updated}},"removed":{{changes.Removed}},"unchanged":{{changes.Unchanged}},"jitMs":{{JitInfo.GetCompilationTime().TotalMilliseconds:0.0}},"jitted":{{JitInfo.GetCompiledMethodCount()}},"collections":{{GC.CollectionCount(0)}}}""");

    /// <summary>The most memory that was resident, by the system's own account where it keeps one.</summary>
    private static long PeakBytes()
    {
        const string status = "/proc/self/status";
        if (!File.Exists(status))
            return Process.GetCurrentProcess().PeakWorkingSet64;
        string line = File.ReadLines(status).First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return 1024 * long.Parse(line.AsSpan("VmHWM:".Length).Trim().TrimEnd(" kB"), CultureInfo.InvariantCulture);
    }
}
