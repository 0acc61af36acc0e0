using Conduit.Planning;
using Conduit.State;
using Conduit.Transactions;

namespace Conduit;

/// <summary>Forgets what is old in a data folder, under its lock: segments of the log that no recovery needs, and kept plans.</summary>
internal static class LogPruning
{
    public static PruneReport Run(string folder, ITransactionWriter writer, LogRetention retention, DateTimeOffset now)
    {
        // Without two whole checkpoints every segment may be needed to make a third.
        LogPosition needed = StateFolder.NeededLog(folder) ?? default;
        return writer.Prune(retention, needed, now) with { Plans = DropPlans(Path.Combine(folder, "plans"), retention.Age, now) };
    }

    private static int DropPlans(string folder, TimeSpan? age, DateTimeOffset now)
    {
        if (age is not { } oldest || !Directory.Exists(folder))
            return 0;
        FileInfo[] old = [.. new DirectoryInfo(folder).EnumerateFiles("*.plan").Where(f => now.UtcDateTime - f.LastWriteTimeUtc > oldest)];
        foreach (FileInfo plan in old)
            PrivateFile.Delete(plan.FullName);
        return old.Length;
    }
}
