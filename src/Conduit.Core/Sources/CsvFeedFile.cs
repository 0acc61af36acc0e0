using Conduit.Mapping;

namespace Conduit.Sources;

/// <summary>A file of a feed as it was when the feed was described.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Written">When it was written last.</param>
/// <param name="Map">The map bound to its header; null where it cannot be.</param>
internal sealed record CsvFeedFile(string Path, long Length, DateTime Written, BoundMap? Map)
{
    /// <summary>The name without the folder.</summary>
    public string Name { get; } = System.IO.Path.GetFileName(Path);

    /// <summary>What the fingerprints of the file begin with: nothing, unless the files of the feed have different columns.</summary>
    public byte[] Prefix { get; init; } = [];

    /// <summary>Whether the file is no longer what it was.</summary>
    public bool HasChanged()
    {
        var now = new FileInfo(Path);
        return !now.Exists || now.Length != Length || now.LastWriteTimeUtc != Written;
    }
}
