using Conduit.Records;
using FsCheck;
using FsCheck.Fluent;

namespace Conduit.Tests.Records;

public sealed class FieldValueTests
{
    [Fact]
    public void Every_value_reads_back_as_it_was_written() => Prop.ForAll<string, long, bool>((text, seconds, flag) =>
    {
        FieldValue[] values =
        [
            FieldValue.Of(text), FieldValue.Of(flag), FieldValue.Of(flag ? EnrollmentStatus.Active : EnrollmentStatus.Suspended),
            FieldValue.Of(DateTimeOffset.FromUnixTimeSeconds(Math.Abs(seconds % 4_000_000_000))), FieldValue.Empty,
        ];
        FieldType[] types = [FieldType.Text, FieldType.Flag, FieldType.Status, FieldType.Date, FieldType.Text];
        return values.Zip(types).All(v => FieldValue.Parse(v.Second, v.First.ToString()).Equals(v.First));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Roles_are_a_sorted_set()
    {
        RoleSet.Of("teacher", " student ", "teacher", "").ToString().ShouldBe("student,teacher");
        FieldValue.Of(RoleSet.Of("b", "a")).ShouldBe(FieldValue.Of(RoleSet.Of("a", "b")));
        FieldValue.Of(RoleSet.Empty).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void A_value_of_another_type_is_refused() => Should.Throw<FormatException>(() => FieldValue.Parse(FieldType.Flag, "maybe"));
}
