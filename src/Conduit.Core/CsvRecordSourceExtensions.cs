using Conduit.Sources;

namespace Conduit;

/// <summary>Joins sources and configurations, which know nothing of each other.</summary>
public static class CsvRecordSourceExtensions
{
    extension(CsvRecordSource)
    {
        /// <summary>A source of the feeds that a configuration names.</summary>
        /// <param name="folder">The folder that the files are relative to.</param>
        /// <param name="configuration">The configuration.</param>
        public static CsvRecordSource FromFolder(string folder, SyncConfiguration configuration)
        {
            ArgumentNullException.ThrowIfNull(configuration);
            return configuration.UsesFileNames
                ? CsvRecordSource.ByFileNames(folder, configuration.SourceName)
                : CsvRecordSource.FromFolder(folder, configuration.Feeds, configuration.SourceName);
        }
    }
}
