using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace Conduit.Records;

/// <summary>
/// The key of fingerprints: drawn at random for each state, so that nobody outside can make two rows that look alike.
/// The hash is SipHash-1-3 with 128 bits (Aumasson and Bernstein, "SipHash: a fast short-input PRF"); a state of an older version keeps SipHash-2-4.
/// </summary>
public sealed class FingerprintKey
{
    private const string NewName = "siphash-1-3-128";
    private const string OldName = "siphash-2-4-128";

    private readonly ulong _k0;
    private readonly ulong _k1;
    private readonly bool _isOld;

    /// <summary>A key of given bits.</summary>
    /// <param name="high">The upper 64 bits.</param>
    /// <param name="low">The lower 64 bits.</param>
    public FingerprintKey(ulong high, ulong low) => (_k1, _k0) = (high, low);

    private FingerprintKey(Hash128 bits, bool isOld)
        : this(bits.High, bits.Low) => _isOld = isOld;

    /// <summary>The name of the hash, as files record it.</summary>
    public string HashName => _isOld ? OldName : NewName;

    /// <summary>A key of given bits for the hash of a name; null when there is no such hash here.</summary>
    internal static FingerprintKey? Of(string hashName, Hash128 bits) => hashName is NewName or OldName ? new(bits, hashName == OldName) : null;

    /// <summary>A key drawn at random.</summary>
    public static FingerprintKey Random() => new(Hash128.ReadBigEndian(RandomNumberGenerator.GetBytes(16)), isOld: false);

    /// <summary>
    /// A key that depends on a text as well: rows under another map never look like rows under this one, although their columns
    /// may be the same.
    /// </summary>
    public FingerprintKey Derive(string text) => new(Hash(text).Bits, _isOld);

    /// <summary>The fingerprint of some bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RecordFingerprint Hash(ReadOnlySpan<byte> bytes) => new(_isOld ? SipHash128.Hash24(_k0, _k1, bytes) : SipHash128.Hash13(_k0, _k1, bytes));

    /// <summary>Whether many texts, of lengths that <see cref="SipHashLanes.Takes"/> lets through, are hashed in less time together.</summary>
    internal bool HasLanes => !_isOld && SipHashLanes.IsSupported;

    /// <summary>Stamps rows whose texts are of lengths that are hashed in less time together.</summary>
    /// <param name="origin">What the places count from.</param>
    /// <param name="texts">Where the texts are; room for a whole number of <see cref="SipHashLanes.Count"/>, the rest of which is written.</param>
    /// <param name="rows">Which rows they are; with as much room.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="stamps">The stamps of all rows, of which those are written.</param>
    internal void StampTogether(ref byte origin, Span<TextPlace> texts, Span<int> rows, int count, Span<RowStamp> stamps)
    {
        // Where there are not enough, the last is hashed several times.
        for (int i = count; i % SipHashLanes.Count != 0; i++)
        {
            texts[i] = texts[count - 1];
            rows[i] = rows[count - 1];
        }
        for (int at = 0; at < count; at += SipHashLanes.Count)
            SipHashLanes.Stamp13(_k0, _k1, ref origin, texts.Slice(at, SipHashLanes.Count), rows.Slice(at, SipHashLanes.Count), stamps);
    }

    /// <summary>The fingerprint of a text, in UTF-8.</summary>
    public RecordFingerprint Hash(string text)
    {
        int most = Encoding.UTF8.GetMaxByteCount(text.Length);
        Span<byte> bytes = most <= 512 ? stackalloc byte[most] : new byte[most];
        return Hash(bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
    }

    /// <summary>The fingerprint of a key of a record.</summary>
    public RecordFingerprint Hash(RecordKey key) => Hash(key.Value);

    /// <summary>32 hexadecimal digits.</summary>
    public override string ToString() => HexText.Of(new Hash128(_k1, _k0));
}
