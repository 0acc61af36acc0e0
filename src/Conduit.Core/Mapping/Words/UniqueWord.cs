namespace Conduit.Mapping.Words;

/// <summary>
/// Marks a username as the base of one: whoever has it not yet gets it when all rows are read, with a number behind it where
/// somebody else has it.
/// </summary>
internal sealed class UniqueWord() : MapWord("unique")
{
    public static WordSpec Spec { get; } = new("unique", "unique",
        "Makes a [username](#generated-usernames) of its own for everybody: where somebody else has the value already, the lowest free number from 2 is put behind it. The last word of `username`, beside an `idnumber`.",
        0, 0, _ => new UniqueWord());

    // What others are called is not known while a row is mapped.
    public override string? Apply(string? value, MapContext context) => value;
}
