using System.Collections.Immutable;

namespace Conduit.Records;

/// <summary>The kinds in their order, and their names as files, logs and the command line write them.</summary>
public static class RecordKinds
{
    private static readonly string[] Names =
        ["user", "course", "enrollment", "group", "group_member", "cohort", "cohort_member", "role_assignment"];

    /// <summary>All kinds, in the order of applying.</summary>
    public static ImmutableArray<RecordKind> InOrder { get; } = [.. Enum.GetValues<RecordKind>()];

    /// <summary>The name of a kind in files: <c>user</c>, <c>group_member</c> and so on.</summary>
    public static string Name(this RecordKind kind) => Names[(int)kind];

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
        foreach (RecordKind candidate in InOrder)
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
