namespace Conduit.Tests;
public class SmokeTests { [Fact] public void One() => (1 + 1).ShouldBe(2); }
