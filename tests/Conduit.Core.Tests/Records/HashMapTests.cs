using Conduit.Records;
using FsCheck;
using FsCheck.Fluent;

namespace Conduit.Tests.Records;

public class HashMapTests
{
    /// <summary>Sets, removals and lookups in any order, beside the framework's dictionary. Few low bits, so that chains are long.</summary>
    [Fact]
    public void It_holds_what_a_dictionary_holds() => Prop.ForAll(Gen.Zip(Gen.Choose(0, 3), Gen.Choose(0, 40)).ListOf(200).ToArbitrary(), steps =>
    {
        var map = new HashMap<int>();
        var dictionary = new Dictionary<Hash128, int>();
        int value = 0;
        foreach ((int step, int key) in steps)
        {
            var hash = new Hash128((ulong)key, (ulong)key & 3);
            if (step == 0)
            {
                map.Remove(hash);
                dictionary.Remove(hash);
            }
            else
            {
                map[hash] = dictionary[hash] = ++value;
            }
            map.Count.ShouldBe(dictionary.Count);
            for (int other = 0; other <= 40; other++)
            {
                var looked = new Hash128((ulong)other, (ulong)other & 3);
                map.TryGet(looked, out int found).ShouldBe(dictionary.TryGetValue(looked, out int expected));
                found.ShouldBe(expected);
            }
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(50));
}
