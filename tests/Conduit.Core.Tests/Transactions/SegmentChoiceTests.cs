using Conduit.Transactions;

namespace Conduit.Tests.Transactions;

public sealed class SegmentChoiceTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 30, 0, 0, 0, TimeSpan.Zero);

    // Segments 1 to 6 with one run each but the third, which goes on with the second's, ten days from one to the next.
    private static readonly SegmentFacts[] Segments =
        [.. Enumerable.Range(1, 6).Select(i => new SegmentFacts(i, 100, i == 3 ? 0 : 1, Now.AddDays((10 * i) - 60)))];

    private static int[] Going(LogRetention retention, int needed = 6) => [.. SegmentChoice.Of(Segments, retention, new LogPosition(needed, 5), Now).Going.Select(s => s.Number)];

    [Fact]
    public void Nothing_goes_unless_it_is_said() => Going(LogRetention.Everything).ShouldBeEmpty();

    [Theory]
    [InlineData(60, new int[0])]
    [InlineData(25, new[] { 1, 2 })]
    [InlineData(20, new[] { 1, 2 })]
    [InlineData(19, new[] { 1, 2, 3 })]
    [InlineData(0, new[] { 1, 2, 3, 4 })]
    public void A_segment_goes_when_all_in_it_is_too_old(int days, int[] going) => Going(new LogRetention { Age = TimeSpan.FromDays(days) }).ShouldBe(going);

    [Theory]
    [InlineData(9, new int[0])]
    [InlineData(4, new[] { 1 })]
    [InlineData(3, new[] { 1, 2, 3 })]
    [InlineData(1, new[] { 1, 2, 3, 4, 5 })]
    public void A_segment_goes_when_it_holds_none_of_the_newest_runs(int runs, int[] going) => Going(new LogRetention { Runs = runs }).ShouldBe(going);

    [Fact]
    public void Either_limit_is_enough() => Going(new LogRetention { Runs = 4, Age = TimeSpan.FromDays(19) }).ShouldBe([1, 2, 3]);

    [Fact]
    public void What_recovery_needs_stays_and_is_told()
    {
        SegmentChoice choice = SegmentChoice.Of(Segments, new LogRetention { Runs = 1 }, new LogPosition(3, 0), Now);
        choice.Going.Select(s => s.Number).ShouldBe([1, 2]);
        (choice.HeldBack, choice.ReachesBackTo).ShouldBe((3, Now.AddDays(-30)));
        SegmentChoice.Of(Segments, new LogRetention { Runs = 1 }, default, Now).Going.ShouldBeEmpty();
    }

    [Fact]
    public void The_last_segment_stays_whatever_happens() =>
        SegmentChoice.Of(Segments[..1], new LogRetention { Age = TimeSpan.Zero, Runs = 1 }, new LogPosition(9, 0), Now).Going.ShouldBeEmpty();
}
