namespace Conduit.Benchmarks.Child;

/// <summary>How many changes of enrollments a contender found: all must find the same.</summary>
internal sealed record Changes(long Created, long Updated, long Removed, long Unchanged)
{
    public static Changes Of((long Created, long Updated, long Removed, long Unchanged) found) => new(found.Created, found.Updated, found.Removed, found.Unchanged);
}
