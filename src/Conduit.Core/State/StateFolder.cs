using System.Globalization;
using Conduit.Planning;
using Conduit.Transactions;

namespace Conduit.State;

/// <summary>The folder of the state: which files stand in it, and which of them are still needed.</summary>
internal static class StateFolder
{
    private const string ValuesPrefix = "values-";

    /// <summary>The name of the first file of values.</summary>
    public static string FirstValues => ValuesName(1);

    /// <summary>Where the folder is.</summary>
    public static string In(string dataFolder) => Path.Combine(dataFolder, "state");

    /// <summary>The name of the file of values that comes after another.</summary>
    public static string ValuesAfter(string name) => ValuesName(int.Parse(name.AsSpan(ValuesPrefix.Length, 6), NumberStyles.None, CultureInfo.InvariantCulture) + 1);

    /// <summary>The place in the log that the older of the two newest checkpoints needs, both read and found whole; null when there are no two.</summary>
    public static LogPosition? NeededLog(string dataFolder)
    {
        string folder = In(dataFolder);
        List<LogPosition> verified = [];
        foreach (long version in Checkpoint.Versions(folder))
        {
            if (Checkpoint.Read(folder, version) is not { } saved)
                continue;
            saved.File?.Dispose();
            var values = new FileInfo(Path.Combine(folder, saved.Header.ValuesFile));
            if (values.Exists && values.Length >= saved.Header.ValuesLength)
                verified.Add(saved.Header.Log);
        }
        return verified.Count < 2 ? null : verified.Take(2).Min();
    }

    /// <summary>Deletes what neither of the two newest checkpoints needs: the one before the newest is kept with its values, in case that is damaged.</summary>
    public static void DropOldFiles(string folder)
    {
        List<long> versions = Checkpoint.Versions(folder);
        foreach (long version in versions.Skip(2))
            PrivateFile.Delete(Checkpoint.PathOf(folder, version));
        string[] values = [.. Directory.EnumerateFiles(folder, ValuesPrefix + "*").Order(StringComparer.Ordinal)];
        foreach (string path in values.SkipLast(2))
            PrivateFile.Delete(path);
    }

    private static string ValuesName(int number) => ValuesPrefix + number.ToString("d6", CultureInfo.InvariantCulture) + ".records";
}
