using Conduit.Mapping;
using Conduit.Mapping.Conditions;
using Conduit.Records;
using FsCheck;
using FsCheck.Fluent;

namespace Conduit.Tests.Mapping;

public class RowConditionTests
{
    [Theory]
    [InlineData("A is x", true)]
    [InlineData("A IS  X ", true)]
    [InlineData("A is y", false)]
    [InlineData("A is not y", true)]
    [InlineData("not A is x", false)]
    [InlineData("not not A is x", true)]
    [InlineData("A in (w, X)", true)]
    [InlineData("A is in (w, x)", true)]
    [InlineData("A not in (w, x)", false)]
    [InlineData("A in ('w, x')", false)]
    [InlineData("A matches '^X$'", true)]
    [InlineData("A matches ^x", true)]
    [InlineData("A not matches y", true)]
    [InlineData("E is empty", true)]
    [InlineData("E is not empty", false)]
    [InlineData("E is ''", true)]
    [InlineData("First Name is Mary Ann", true)]
    [InlineData("'First Name' is 'mary ann'", true)]
    [InlineData("A is x and E is not empty or First Name matches '^M'", true)]
    [InlineData("A is x and (E is not empty or First Name matches '^N')", false)]
    [InlineData("A is y or A is y and A is x or A is x", true)]
    [InlineData("Q is 'it''s'", true)]
    [InlineData("'x or y' is not empty", true)]
    [InlineData("LONG matches 'z$'", true)]
    [InlineData("U is ÉTÉ", true)]
    public async Task A_condition_holds_or_not(string text, bool holds)
    {
        string csv = $"ID,A,E,First Name,Q,x or y,LONG,U\n1, x ,  ,Mary Ann,it's,q,{new string('a', 600)}z,été\n";
        RecordMap map = RecordMap.For<UserRecord>(m => m.When(RowCondition.Parse(text)).Field(UserFields.IdNumber).From("ID"));
        (await MapTestRows.ReadAsync(map, csv)).Rows.Count.ShouldBe(holds ? 1 : 0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("is x")]
    [InlineData("A is")]
    [InlineData("A equals x")]
    [InlineData("A in x")]
    [InlineData("A in (x")]
    [InlineData("A in ()x")]
    [InlineData("(A is x")]
    [InlineData("A is x)")]
    [InlineData("A is x and")]
    [InlineData("A is 'x")]
    [InlineData("A is 'x' y")]
    [InlineData("A matches '['")]
    [InlineData("A matches '(?=x)'")]
    [InlineData("A matches '(x)\\1'")]
    public void What_is_no_condition_is_told(string text) => Should.Throw<FormatException>(() => RowCondition.Parse(text)).Message.ShouldEndWith(".");

    [Fact]
    public void Parentheses_have_an_end() =>
        Should.Throw<FormatException>(() => RowCondition.Parse(new string('(', 10_000) + "A is x" + new string(')', 10_000))).Message.ShouldContain("too many parentheses");

    [Fact]
    public void A_condition_in_code_is_written_as_people_write_it() =>
        RowCondition.Column("STATUS").Is("Withdrawn").Or(RowCondition.Column("Grade Level").In("9", "10").Not().And(RowCondition.Column("is").IsEmpty().Not()))
            .And(RowCondition.Column("ID").Matches("^'?S").Not().Or(RowCondition.Column("A").Is("and, so").And(RowCondition.Column("B").Is("")).Not())).ToString()
            .ShouldBe("(STATUS is Withdrawn or Grade Level not in (9, 10) and 'is' is not empty) and (ID not matches '^''?S' or not (A is 'and, so' and B is ''))");

    [Fact]
    public void Whatever_is_written_is_read_again() => Prop.ForAll(RandomMappings.Conditions.ToArbitrary(), condition =>
    {
        RowCondition.Parse(condition.ToString()).ToString().ShouldBe(condition.ToString());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_text_makes_the_parser_throw() => Prop.ForAll(
        Gen.Elements("A", " ", "is", "in", "not", "and", "or", "empty", "matches", "(", ")", ",", "'", "x", "[").ArrayOf().Select(parts => string.Concat(parts)).ToArbitrary(),
        text =>
        {
            var errors = new List<MapError>();
            RowCondition? parsed = ConditionParser.Parse(text, errors);
            (parsed is null).ShouldBe(errors.Count == 1);
            errors.ShouldAllBe(error => error.Offset >= 0 && error.Offset <= text.Length);
        }).QuickCheckThrowOnFailure();
}
