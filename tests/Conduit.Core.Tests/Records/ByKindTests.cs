using Conduit.Records;

namespace Conduit.Tests.Records;

public sealed class ByKindTests
{
    [Fact]
    public void Every_kind_has_its_value()
    {
        var names = new ByKind<string>(kind => kind.Name());

        names.Count.ShouldBe(RecordKinds.InOrder.Length);
        names.Select(entry => entry.Key.Name()).ShouldBe(names.Values);
        names[RecordKind.Cohort].ShouldBe("cohort");
        names.TryGetValue((RecordKind)99, out _).ShouldBeFalse();
    }

    [Fact]
    public void The_kinds_are_all_there_are() => RecordKinds.InOrder.ShouldBe(Enum.GetValues<RecordKind>());
}
