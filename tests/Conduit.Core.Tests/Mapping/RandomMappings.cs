using Conduit.Mapping;
using FsCheck;
using FsCheck.Fluent;

namespace Conduit.Tests.Mapping;

/// <summary>Mappings as nobody would write them.</summary>
internal static class RandomMappings
{
    /// <summary>The headings of the files that the mappings read.</summary>
    public static readonly string[] Headings = ["ID", "NAME", "GRADE", "Phone (home)", "is", "it's", "A|B"];

    /// <summary>Values with everything that a parser could stumble over.</summary>
    public static Gen<string> Values { get; } = Gen.OneOf(
        Gen.Elements("", "9", "10", "Mary Ann", "x or y", "it's", "a, b", "(c)", "empty", "not", "{D}", "|", " lead", "É", "Ärger", "7/1/2026", "1.0", "yes", "GB"),
        Gen.Elements("ab 'é(,){}|".ToCharArray()).ArrayOf().Select(letters => new string(letters)));

    public static Gen<RowCondition> Conditions { get; } = Gen.Sized(size => ConditionOf(Math.Min(size, 4)));

    private static Gen<RowCondition> ConditionOf(int depth) => depth <= 0 ? Tests : Gen.OneOf(
        Tests,
        ConditionOf(depth - 1).Select(one => one.Not()),
        ConditionOf(depth - 1).Zip(ConditionOf(depth - 1)).Select(two => two.Item1.And(two.Item2)),
        ConditionOf(depth - 1).Zip(ConditionOf(depth - 1)).Select(two => two.Item1.Or(two.Item2)));

    private static Gen<RowCondition> Tests { get; } = Gen.Elements(Headings).SelectMany(heading => Gen.OneOf(
        Values.Select(value => RowCondition.Column(heading).Is(value)),
        Values.NonEmptyListOf().Select(values => RowCondition.Column(heading).In(values)),
        Gen.Elements("^9", "a|b", "it's$", "[0-9]+", "x{2}").Select(pattern => RowCondition.Column(heading).Matches(pattern)),
        Gen.Constant(RowCondition.Column(heading).IsEmpty())));
}
