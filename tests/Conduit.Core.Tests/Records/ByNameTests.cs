using Conduit.Records;

namespace Conduit.Tests.Records;

public sealed class ByNameTests
{
    [Fact]
    public void Values_stand_in_the_order_of_their_names_and_a_name_has_one_value()
    {
        ByName<int> few = new ByName<int>(StringComparer.OrdinalIgnoreCase).With("m", 1).With("b", 2).With("z", 3).With("M", 4);

        few.Select(entry => $"{entry.Key}={entry.Value}").ShouldBe(["b=2", "M=4", "z=3"]);
        few["m"].ShouldBe(4);
        few.ContainsKey("Z").ShouldBeTrue();
        few.TryGetValue("x", out _).ShouldBeFalse();
        Should.Throw<KeyNotFoundException>(() => few["x"]);
    }

    [Fact]
    public void Taking_out_a_name_leaves_the_others_and_the_original_alone()
    {
        ByName<string> all = new ByName<string>(StringComparer.Ordinal).With("a", "1").With("b", "2");

        all.Without("a").Keys.ShouldBe(["b"]);
        all.Without("A").Count.ShouldBe(2);
        all.Values.ShouldBe(["1", "2"]);
    }
}
