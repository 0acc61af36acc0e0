namespace Conduit.Benchmarks;

/// <summary>What a contender did and what its whole process took.</summary>
/// <param name="CpuMs">User and system time.</param>
/// <param name="WallMs">From the start of the process to its end, as its parent saw it.</param>
/// <param name="PeakMb">The most memory that was resident, in millions of bytes.</param>
/// <param name="Allocated">Bytes that the collector gave out.</param>
/// <param name="Created">Enrollments found to be new.</param>
/// <param name="Updated">Enrollments found to be changed.</param>
/// <param name="Removed">Enrollments found to be gone.</param>
/// <param name="Unchanged">All others.</param>
internal sealed record ChildResult(double CpuMs, double WallMs, double PeakMb, long Allocated, long Created, long Updated, long Removed, long Unchanged)
{
    public (long Created, long Updated, long Removed, long Unchanged) Found => (Created, Updated, Removed, Unchanged);
}
