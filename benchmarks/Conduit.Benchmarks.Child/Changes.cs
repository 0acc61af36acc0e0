namespace Conduit.Benchmarks.Child;

/// <summary>How many changes of enrollments a contender found: all must find the same.</summary>
internal sealed class Changes
{
    public long Created { get; set; }

    public long Updated { get; set; }

    public long Removed { get; set; }

    public long Unchanged { get; set; }
}
