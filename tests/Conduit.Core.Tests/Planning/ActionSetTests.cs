using Conduit.Planning;

namespace Conduit.Tests.Planning;

public sealed class ActionSetTests
{
    [Fact]
    public void Holds_what_it_was_given()
    {
        ActionSet actions = [ChangeAction.Delete, ChangeAction.Create];

        actions.ShouldBe([ChangeAction.Create, ChangeAction.Delete]);
        actions.Contains(ChangeAction.Update).ShouldBeFalse();
        actions.With(ChangeAction.Update).Without(ChangeAction.Delete).ShouldBe([ChangeAction.Create, ChangeAction.Update]);
        actions.ShouldBe(ActionSet.Of(ChangeAction.Create, ChangeAction.Delete));
    }

    [Fact]
    public void All_are_all() => ActionSet.All.ShouldBe(Enum.GetValues<ChangeAction>());
}
