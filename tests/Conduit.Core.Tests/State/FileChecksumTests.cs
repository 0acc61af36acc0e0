using Conduit.State;

namespace Conduit.Tests.State;

public sealed class FileChecksumTests
{
    // RFC 3720, B.4: 32 bytes of zeros have the CRC-32C 8a9136aa. Spread over four lanes each takes 8 of them.
    [Fact]
    public void Each_lane_is_a_CRC_32C()
    {
        var sum = new FileChecksum();
        sum.Add(new byte[32]);
        byte[] found = new byte[FileChecksum.Size];
        sum.Write(found);
        for (int lane = 0; lane < 4; lane++)
            BitConverter.ToUInt32(found, lane * 4).ShouldBe(Crc32C(new byte[8]));
        Crc32C(new byte[32]).ShouldBe(0x8a9136aau);
    }

    [Fact]
    public void Every_flipped_bit_is_noticed()
    {
        byte[] bytes = [.. Enumerable.Range(0, 100).Select(i => (byte)(i * 7))];
        string whole = Sum(bytes);
        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            string.Equals(Sum(bytes), whole, StringComparison.Ordinal).ShouldBeFalse();
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    private static string Sum(byte[] bytes)
    {
        var sum = new FileChecksum();
        sum.Add(bytes);
        byte[] found = new byte[FileChecksum.Size];
        sum.Write(found);
        return Convert.ToHexString(found);
    }

    private static uint Crc32C(byte[] bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * 0x82f63b78);
        }
        return ~crc;
    }
}
