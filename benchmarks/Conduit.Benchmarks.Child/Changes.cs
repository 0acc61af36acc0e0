using System.Runtime.InteropServices;

namespace Conduit.Benchmarks.Child;

/// <summary>How many changes of enrollments a contender found: all must find the same.</summary>
[StructLayout(LayoutKind.Auto)]
internal record struct Changes(long Created, long Updated, long Removed, long Unchanged);
