namespace Conduit.Csv;

/// <summary>
/// The bytes that end a field outside of quotes, as the structural scan looks them up. The table is made of plain bytes: to make it from vectors, the runtime would load a kind of vector
/// for that alone, in every process anew.
/// </summary>
internal sealed class EndBytes
{
    private const int LowerBits = 0x3F;

    public EndBytes(byte separator)
    {
        Separator = separator;
        for (int i = 0; i < Table.Length; i++)
            Table[i] = separator;
        Table['\n'] = (byte)'\n';
        Table['\r'] = (byte)'\r';
        CanLookUp = (separator & LowerBits) is not ('\n' or '\r');
    }

    /// <summary>The separator.</summary>
    public byte Separator { get; }

    /// <summary>For the lower six bits of each byte, the byte that ends a field and has them; where there is none, the separator, which has others.</summary>
    public byte[] Table { get; } = new byte[LowerBits + 1];

    /// <summary>Whether the table knows this separator: the place of LF and CR can be nobody else's.</summary>
    public bool CanLookUp { get; }
}
