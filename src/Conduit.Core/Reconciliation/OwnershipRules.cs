namespace Conduit.Reconciliation;

/// <summary>The names of ownership rules in files.</summary>
internal static class OwnershipRules
{
    private static readonly string[] Words = ["always", "on-create", "if-empty", "never"];

    public static IReadOnlyList<string> All => Words;

    public static string Word(this OwnershipRule rule) => Words[(int)rule];

    public static OwnershipRule? Parse(string word) => Array.IndexOf(Words, word) is var index and >= 0 ? (OwnershipRule)index : null;
}
