using Conduit.Records;

namespace Conduit.Planning;

/// <summary>
/// The id of a change: a hash of kind, key, action, before and after (the first 128 bits of SHA-256). The same change has the
/// same id in every later plan.
/// </summary>
/// <param name="Bits">The bits of the hash.</param>
public readonly record struct ChangeId(UInt128 Bits)
{
    /// <summary>32 hexadecimal digits.</summary>
    public override string ToString() => HexText.Of(Bits);

    /// <summary>Reads 32 hexadecimal digits.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    public static ChangeId Parse(string text) => new(HexText.Parse(text));
}
