using System.Buffers.Binary;
using Conduit.Records;

namespace Conduit.Tests.Records;

public sealed class SipHash128Tests
{
    /// <summary>The authors' vectors (vectors.h of github.com/veorq/SipHash, vectors_sip128): key 00..0f, message 00, 01, 02 ... of each length.</summary>
    [Theory]
    [InlineData(0, "a3817f04ba25a8e66df67214c7550293")]
    [InlineData(1, "da87c1d86b99af44347659119b22fc45")]
    [InlineData(2, "8177228da4a45dc7fca38bdef60affe4")]
    [InlineData(3, "9c70b60c5267a94e5f33b6b02985ed51")]
    [InlineData(4, "f88164c12d9c8faf7d0f6e7c7bcd5579")]
    [InlineData(5, "1368875980776f8854527a07690e9627")]
    [InlineData(6, "14eeca338b208613485ea0308fd7a15e")]
    [InlineData(7, "a1f1ebbed8dbc153c0b84aa61ff08239")]
    [InlineData(8, "3b62a9ba6258f5610f83e264f31497b4")]
    [InlineData(9, "264499060ad9baabc47f8b02bb6d71ed")]
    [InlineData(15, "5493e99933b0a8117e08ec0f97cfc3d9")]
    public void Gives_the_published_vectors(int length, string expected) => Check(SipHash128.Hash24(0x0706050403020100, 0x0f0e0d0c0b0a0908, Message(length)), expected);

    /// <summary>What the authors' code gives for the same keys and messages when it is told to take one round for a word and three at the end (cROUNDS and dROUNDS).</summary>
    [Theory]
    [InlineData(0, "e77ebcb22788a5befd62db6add303001")]
    [InlineData(1, "fc6f370460d3eda85e0573cc2b2ff063")]
    [InlineData(2, "75787f090569839b855bc9548c6aea95")]
    [InlineData(3, "6bc5ccfa1edcf79f4823187712ebd743")]
    [InlineData(4, "0c784e71ac2b285a9f8e92e78fbf2c25")]
    [InlineData(5, "f328db89345b620c795229a42695843e")]
    [InlineData(6, "dcd03d29f743e7100951b0e83985a6f8")]
    [InlineData(7, "1084b923f2aae0c3a62f2ec80848ab77")]
    [InlineData(8, "aa12fee1d5e3dab4724f16ab35f9c799")]
    [InlineData(9, "81ddb8042cf33994f4720e0094137c42")]
    [InlineData(15, "c17e5505b2bd526c2921cdec1e7e0109")]
    [InlineData(16, "d0a8d95715518eebb513b0f83d9e1793")]
    [InlineData(31, "42ea961c5b3c858b17c3e550dfa79010")]
    [InlineData(63, "4c5800e34efe426f079f6b0aa75260ad")]
    public void Gives_what_the_authors_code_gives(int length, string expected) => Check(SipHash128.Hash13(0x0706050403020100, 0x0f0e0d0c0b0a0908, Message(length)), expected);

    [Fact]
    public void Texts_that_are_hashed_together_have_the_hashes_that_they_have_alone()
    {
        if (!SipHashLanes.IsSupported)
            Assert.Skip("This machine hashes one text after another.");
        byte[] memory = new byte[4096];
        var random = new Random(13);
        random.NextBytes(memory);
        var key = new FingerprintKey(5, 3);
        Span<TextPlace> texts = stackalloc TextPlace[2 * SipHashLanes.Count];
        Span<int> rows = stackalloc int[2 * SipHashLanes.Count];
        Span<RowStamp> stamps = stackalloc RowStamp[3 * SipHashLanes.Count];
        for (int round = 0; round < 20_000; round++)
        {
            // All of one length, of lengths that differ a little, of any length; groups that are full and that are not.
            int count = 1 + random.Next(2 * SipHashLanes.Count);
            (int least, int spread) = (8 + random.Next(240), (round % 3) switch { 0 => 1, 1 => 9, _ => 249 });
            int origin = random.Next(memory.Length);
            for (int i = 0; i < count; i++)
            {
                int length = Math.Min(256, (spread == 249 ? 8 : least) + random.Next(spread));
                texts[i] = new TextPlace(random.Next(memory.Length - length + 1) - origin, length);
                // Between them lie rows that are stamped alone.
                rows[i] = i == 0 ? random.Next(4) : rows[i - 1] + 1 + (random.Next(4) == 0 && rows[i - 1] + count - i < stamps.Length - 1 ? 1 : 0);
            }
            foreach (ref RowStamp stamp in stamps)
                stamp = new RowStamp { IsDamaged = true };
            key.StampTogether(ref memory[origin], texts, rows, count, stamps);
            for (int i = 0; i < count; i++)
            {
                stamps[rows[i]].Fingerprint.Bits.ShouldBe(SipHash128.Hash13(3, 5, memory.AsSpan(origin + (int)texts[i].Start, texts[i].Length)), $"{texts[i].Length} bytes, round {round}");
                stamps[rows[i]].IsDamaged.ShouldBeFalse();
            }
            int untouched = 0;
            foreach (RowStamp stamp in stamps)
                untouched += stamp.IsDamaged ? 1 : 0;
            untouched.ShouldBe(stamps.Length - count);
        }
    }

    private static byte[] Message(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)i)];

    private static void Check(Hash128 hash, string expected)
    {
        byte[] bytes = new byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, hash.Low);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8), hash.High);
        Convert.ToHexStringLower(bytes).ShouldBe(expected);
    }
}
