using Conduit.Records;

namespace Conduit.Tests.Records;

public sealed class RosterRecordTests
{
    [Fact]
    public void Only_what_was_set_is_stated_and_null_states_empty()
    {
        var user = new UserRecord { Username = "ada", City = null };
        user.Stated.Select(f => f.Name).ShouldBe(["username", "city"]);
        user.City.ShouldBeNull();
        user[UserFields.City].IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Custom_fields_are_equal_by_value_and_match_without_case()
    {
        CustomFields left = CustomFields.Of([new("Grade", "9"), new("house", "Red")]);
        left.Equals(CustomFields.Of([new("HOUSE", "Red"), new("grade", "9")])).ShouldBeTrue();
        left.Equals(CustomFields.Of([new("house", "red"), new("grade", "9")])).ShouldBeFalse();
        left["GRADE"].ShouldBe("9");
        left.Without("grade").Count.ShouldBe(1);
    }

    [Fact]
    public void Laying_one_record_over_another_keeps_what_it_does_not_state()
    {
        RosterRecord merged = new UserRecord { Username = "ada", City = "Rome" }.Overlaid(new UserRecord { City = "", CustomValues = [new("a", "1")] });
        ((UserRecord)merged).Username.ShouldBe("ada");
        merged.Stated.ShouldContain(UserFields.City);
        merged[UserFields.City].IsEmpty.ShouldBeTrue();
        merged.Custom["a"].ShouldBe("1");
    }

    [Fact]
    public void A_record_prints_no_values() => new UserRecord { Username = "ada" }.ToString().ShouldBe("user with 1 stated fields");

    [Fact]
    public void Every_kind_can_be_made_and_has_its_catalogue()
    {
        foreach (RecordKind kind in RecordKinds.InOrder)
        {
            RosterRecord.Create(kind).Kind.ShouldBe(kind);
            RecordFields.Of(kind).Count.ShouldBeInRange(3, 63);
            RecordKinds.TryParse(kind.Name(), out RecordKind read).ShouldBeTrue();
            read.ShouldBe(kind);
        }
    }

    [Fact]
    public void A_username_never_equals_somebodys_idnumber() =>
        RecordKey.OfName(RecordKind.User, "S1").ShouldNotBe(RecordKey.OfId(RecordKind.User, "s1"));
}
