namespace Conduit.Planning;

/// <summary>Names of actions, and which of them remove.</summary>
public static class ChangeActions
{
    private static readonly string[] Names = ["create", "adopt", "rename", "update", "reactivate", "suspend", "archive", "delete"];

    /// <summary>How many actions there are; they are numbered from 0.</summary>
    internal static int Count => Names.Length;

    /// <summary>The name of an action in files.</summary>
    public static string Name(this ChangeAction action) => Names[(int)action];

    /// <summary>Whether the action takes a record away from its users.</summary>
    public static bool IsRemoval(this ChangeAction action) => action >= ChangeAction.Suspend;

    /// <summary>Reads an action's name.</summary>
    /// <exception cref="FormatException">No action has this name.</exception>
    public static ChangeAction Parse(string name)
    {
        int index = Array.IndexOf(Names, name);
        return index >= 0 ? (ChangeAction)index : throw new FormatException($"'{name}' is no action.");
    }
}
