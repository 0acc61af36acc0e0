using System.Security.Cryptography;
using Conduit.Records;

namespace Conduit.Tests.Records;

public sealed class ShortSha256Tests
{
    [Fact]
    public void Is_the_hash_of_the_framework_at_every_length_around_a_block()
    {
        var random = new Random(256);
        for (int length = 0; length < 300; length++)
        {
            byte[] bytes = new byte[length];
            random.NextBytes(bytes);
            ShortSha256.Hash(bytes).ShouldBe(SHA256.HashData(bytes), $"{length} bytes");
        }
    }

    [Fact]
    public void Keeps_to_the_standards_example() =>
        Convert.ToHexStringLower(ShortSha256.Hash("abc"u8)).ShouldBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}
