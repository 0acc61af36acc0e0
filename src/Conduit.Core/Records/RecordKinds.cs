using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Conduit.Records;

/// <summary>The kinds in their order, and their names as files, logs and the command line write them.</summary>
public static class RecordKinds
{
    private static readonly string[] Names =
        ["user", "course", "enrollment", "group", "group_member", "cohort", "cohort_member", "role_assignment"];

    /// <summary>All kinds, in the order of applying.</summary>
    public static ImmutableArray<RecordKind> InOrder => ImmutableCollectionsMarshal.AsImmutableArray(All);

    // A plain array, for what happens in every process: methods of generic types over our kinds cannot be compiled ahead of time.
    internal static RecordKind[] All { get; } =
    [
        RecordKind.User, RecordKind.Course, RecordKind.Enrollment, RecordKind.Group,
        RecordKind.GroupMember, RecordKind.Cohort, RecordKind.CohortMember, RecordKind.RoleAssignment,
    ];

    /// <summary>The name of a kind in files: <c>user</c>, <c>group_member</c> and so on.</summary>
    public static string Name(this RecordKind kind) => Names[(int)kind];

    /// <summary>Makes something for each kind, in the order of applying.</summary>
    internal static T[] Each<T>(Func<RecordKind, T> make)
    {
        var made = new T[All.Length];
        for (int i = 0; i < made.Length; i++)
            made[i] = make(All[i]);
        return made;
    }

    /// <summary>Reads a kind's name, without regard to case and underscores, singular or plural.</summary>
    /// <returns>False when no kind has this name.</returns>
    public static bool TryParse(string? name, out RecordKind kind)
    {
        int exact = Array.IndexOf(Names, name);
        if (exact >= 0)
        {
            kind = (RecordKind)exact;
            return true;
        }
        string wanted = Plain(name);
        foreach (RecordKind candidate in All)
        {
            string known = Plain(candidate.Name());
            if (wanted == known || wanted == known + "s")
            {
                kind = candidate;
                return true;
            }
        }
        kind = default;
        return false;
    }

    private static string Plain(string? name) => (name ?? "").Replace("_", "", StringComparison.Ordinal).Trim().ToLowerInvariant();
}
