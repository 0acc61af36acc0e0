using Conduit.Records;

namespace Conduit.Planning;

/// <summary>
/// The id of a change: a hash of kind, key, action, before and after (the first 128 bits of SHA-256). The same change has the
/// same id in every later plan.
/// </summary>
/// <param name="High">The upper 64 bits of the hash.</param>
/// <param name="Low">The lower 64 bits.</param>
public readonly record struct ChangeId(ulong High, ulong Low)
{
    internal ChangeId(Hash128 bits)
        : this(bits.High, bits.Low)
    {
    }

    internal Hash128 Bits => new(High, Low);

    /// <summary>32 hexadecimal digits.</summary>
    public override string ToString() => HexText.Of(Bits);

    /// <summary>Reads 32 hexadecimal digits.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    public static ChangeId Parse(string text) => new(HexText.Parse(text));
}
