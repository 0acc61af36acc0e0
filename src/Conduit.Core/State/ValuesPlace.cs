namespace Conduit.State;

/// <summary>Where a record stands in the values file: in four bytes, for there is one for each of a million, so records begin at multiples of eight.</summary>
/// <param name="Number">The offset, in units of <see cref="Unit"/>.</param>
internal readonly record struct ValuesPlace(uint Number)
{
    public const int Unit = 8;

    /// <summary>The longest that a values file can be: 34 GB.</summary>
    public const long MostBytes = (uint.MaxValue + 1L) * Unit;

    /// <summary>The first byte.</summary>
    public long Offset => (long)Number * Unit;

    /// <summary>How many bytes something of a length takes.</summary>
    public static long Padded(long length) => (length + Unit - 1) / Unit * Unit;
}
