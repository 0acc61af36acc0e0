using Conduit.Reconciliation;
using FsCheck;
using FsCheck.Fluent;

namespace Conduit.Tests.Reconciliation;

public class ReadingOrderTests
{
    /// <summary>Each item comes once, and no item stands before one whose place lies more than a thousandth of the file before its own.</summary>
    [Fact]
    public void Items_come_in_the_order_of_the_file()
    {
        var order = new ReadingOrder(300);
        Gen<long[]> places = Gen.Frequency((1, Gen.Choose(-1, 100_000)), (1, Gen.Choose(0, 5)), (2, Gen.Choose(0, int.MaxValue))).Select(place => place * 1000L).ListOf().Select(list => list.Take(300).ToArray());
        Prop.ForAll(Arb.From(places), all =>
        {
            order.Clear();
            for (int i = 0; i < all.Length; i++)
                order.Add(i, Math.Max(all[i], -1));
            int[] sorted = order.Sorted().ToArray();
            sorted.Order().ShouldBe(Enumerable.Range(0, all.Length));
            long most = all.Append(0).Max();
            long[] known = [.. sorted.Select(i => all[i]).Where(place => place >= 0)];
            known.Zip(known.Skip(1)).ShouldAllBe(pair => pair.Second >= pair.First - (most / 512) - 1);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void What_is_in_order_stays_as_it_is()
    {
        var order = new ReadingOrder(4);
        order.Clear();
        foreach ((int item, long place) in ((int, long)[])[(0, 5), (1, -1), (2, 5), (3, 900)])
            order.Add(item, place);
        order.Sorted().ToArray().ShouldBe([0, 1, 2, 3]);
    }
}
