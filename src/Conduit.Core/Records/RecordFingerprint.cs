namespace Conduit.Records;

/// <summary>128 keyed bits over what a row says. Equal fingerprints under one key mean equal rows.</summary>
/// <param name="Bits">The bits.</param>
public readonly record struct RecordFingerprint(UInt128 Bits)
{
    /// <summary>32 hexadecimal digits.</summary>
    public override string ToString() => HexText.Of(Bits);

    /// <summary>Reads 32 hexadecimal digits.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    public static RecordFingerprint Parse(string text) => new(HexText.Parse(text));
}
