using Conduit.Records;
using Conduit.Sources;

namespace Conduit.Tests.Sources;

public class RecordListSourceTests
{
    [Fact]
    public async Task Records_come_back_as_they_were_given()
    {
        var ada = new UserRecord { Username = "ada", Department = "" };
        var source = new RecordListSource("hr", new RecordListFeed("people", RecordKind.User, Coverage.Complete, [ada]));
        FeedContent content = await FeedContent.ReadAsync(source);
        content.Feed.Coverage.ShouldBe(Coverage.Complete);
        content.Row.Record.ShouldBeSameAs(ada);
        content.Row.Action.ShouldBe(RowAction.Set);
        content.IsComplete.ShouldBeTrue();
    }

    [Fact]
    public async Task What_a_record_states_and_asks_for_makes_its_fingerprint()
    {
        RosterRecord plain = new UserRecord { Username = "ada" };
        SourceRecord[] rows =
        [
            new(plain), new(new UserRecord { Username = "ada" }), new(plain) { Action = RowAction.Remove },
            new(new UserRecord { Username = "ada", Department = "" }), new(new UserRecord { Username = "bob" }),
        ];
        FeedContent content = await FeedContent.ReadAsync(new RecordListSource("hr", new RecordListFeed("people", RecordKind.User, Coverage.Partial, rows)));
        content.Fingerprints[1].ShouldBe(content.Fingerprints[0]);
        content.Fingerprints.Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public async Task A_list_that_broke_off_says_so()
    {
        var feed = new RecordListFeed("people", RecordKind.User, Coverage.Complete, [new UserRecord { Username = "ada" }]) { IsComplete = false };
        FeedContent content = await FeedContent.ReadAsync(new RecordListSource("hr", feed));
        content.IsComplete.ShouldBeFalse();
        content.Issues.ShouldHaveSingleItem().Code.ShouldBe(IssueCodes.FeedCut);
    }

    [Fact]
    public void A_record_of_another_kind_is_refused() => Should.Throw<ArgumentException>(() =>
        new RecordListSource("hr", new RecordListFeed("people", RecordKind.Course, Coverage.Complete, [new UserRecord { Username = "ada" }])));
}
