using System.Globalization;

namespace Conduit.Records;

/// <summary>128 keyed bits over what a row says. Equal fingerprints under one key mean equal rows.</summary>
/// <param name="Bits">The bits.</param>
public readonly record struct RecordFingerprint(UInt128 Bits)
{
    /// <summary>32 hexadecimal digits.</summary>
    public override string ToString() => Bits.ToString("x32", CultureInfo.InvariantCulture);

    /// <summary>Reads 32 hexadecimal digits.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    public static RecordFingerprint Parse(string text) => new(UInt128.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
}
