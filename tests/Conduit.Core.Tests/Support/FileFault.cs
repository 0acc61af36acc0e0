namespace Conduit.Tests.Support;

/// <summary>How a step of the file system goes wrong.</summary>
public enum FileFault
{
    None,

    /// <summary>Once, and nothing happens.</summary>
    Before,

    /// <summary>Once, and it happens all the same.</summary>
    After,

    /// <summary>Once, and half of what was to be written is.</summary>
    Torn,

    /// <summary>Half of what was to be written is, and from then on nothing is.</summary>
    DiskFull,

    /// <summary>From then on no file can be opened to be written, renamed or removed.</summary>
    ReadOnly,
}
