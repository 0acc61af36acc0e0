using System.Buffers.Text;
using System.Globalization;
using System.Runtime;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Conduit.Benchmarks.Child;

/// <summary>What the process has taken so far, as a line of JSON. Told with little that the process had not loaded before: what is measured is the contender.</summary>
internal static partial class Measurement
{
    private const int StandardOutput = 1;

    /// <summary>Writes it to the standard output.</summary>
    public static void Write(Changes changes)
    {
        string line = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"cpuMs":{{Environment.CpuUsage.TotalTime.Ticks / TimeSpan.TicksPerMillisecond}},"peakMb":{{PeakBytes() / 1_000_000}},"allocated":{{GC.GetTotalAllocatedBytes(precise: true)}},"created":{{changes.Created}},"updated":{{changes.Updated}},"removed":{{changes.Removed}},"unchanged":{{changes.Unchanged}},"jitMs":{{JitInfo.GetCompilationTime().Ticks / TimeSpan.TicksPerMillisecond}},"jitted":{{JitInfo.GetCompiledMethodCount()}},"collections":{{GC.CollectionCount(0)}}}""");
        byte[] text = Encoding.UTF8.GetBytes(line + "\n");
        // By way of the console only where there is no other: it would be loaded for nothing else.
        if (!OperatingSystem.IsWindows() && WriteTo(StandardOutput, text, text.Length) == text.Length)
            return;
        using Stream output = Console.OpenStandardOutput();
        output.Write(text);
    }

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint WriteTo(int descriptor, ReadOnlySpan<byte> text, nint length);

    /// <summary>The most memory that was resident, by the system's own account where it keeps one.</summary>
    private static long PeakBytes()
    {
        const string status = "/proc/self/status";
        if (!File.Exists(status))
            return Environment.WorkingSet;
        byte[] text = new byte[4096];
        using SafeFileHandle file = File.OpenHandle(status);
        ReadOnlySpan<byte> rest = text.AsSpan(0, RandomAccess.Read(file, text, 0));
        rest = rest[(rest.IndexOf("VmHWM:"u8) + "VmHWM:".Length)..].TrimStart("\t "u8);
        return Utf8Parser.TryParse(rest, out long kilobytes, out _) ? 1024 * kilobytes : throw new InvalidDataException("The system does not tell the memory.");
    }
}
