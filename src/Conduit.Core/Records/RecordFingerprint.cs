namespace Conduit.Records;

/// <summary>128 keyed bits over what a row says. Equal fingerprints under one key mean equal rows.</summary>
/// <param name="High">The upper 64 bits.</param>
/// <param name="Low">The lower 64 bits.</param>
public readonly record struct RecordFingerprint(ulong High, ulong Low)
{
    internal RecordFingerprint(Hash128 bits)
        : this(bits.High, bits.Low)
    {
    }

    internal Hash128 Bits => new(High, Low);

    /// <summary>32 hexadecimal digits.</summary>
    public override string ToString() => HexText.Of(Bits);

    /// <summary>Reads 32 hexadecimal digits.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    public static RecordFingerprint Parse(string text) => new(HexText.Parse(text));
}
