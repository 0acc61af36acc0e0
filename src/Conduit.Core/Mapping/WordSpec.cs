namespace Conduit.Mapping;

/// <summary>How a word is written, and how it is made of its arguments.</summary>
/// <param name="Name">The word.</param>
/// <param name="Usage">The word with its arguments, as the manual shows it.</param>
/// <param name="Purpose">What the word does, as the manual says it.</param>
/// <param name="Fewest">The fewest arguments.</param>
/// <param name="Most">The most arguments.</param>
/// <param name="Make">Makes the word of so many arguments; null when they cannot be its arguments.</param>
internal sealed record WordSpec(string Name, string Usage, string Purpose, int Fewest, int Most, Func<IReadOnlyList<string>, MapWord?> Make)
{
    /// <summary>Whether the word can be made of these arguments.</summary>
    public bool Fits(IReadOnlyList<string> arguments) => arguments.Count >= Fewest && arguments.Count <= Most && Make(arguments) is not null;
}
