using Conduit.Planning;
using Conduit.Reconciliation;
using Conduit.Records;
using Conduit.Sources;
using Conduit.Tests.Support;
using Conduit.Transactions;

namespace Conduit.Tests.Runs;

/// <summary>Two systems of record about the same people.</summary>
public sealed class MergedSourceTests : IDisposable
{
    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    private void Configure(string policy = "", string sisCoverage = "complete") => _world.Configuration = SyncConfiguration.Parse($$"""
        { "format": 1, "feeds": [
            { "name": "hr-users", "file": "hr/users.csv", "source": "hr" },
            { "name": "sis-users", "file": "sis/users.csv", "source": "sis", "coverage": "{{sisCoverage}}" } ],
          "policies": { "user": { {{policy}} } } }
        """);

    private World Hr(params string[] rows) => _world.File("hr/users.csv", ["idnumber,username,email,city,department", .. rows]);

    private World Sis(params string[] rows) => _world.File("sis/users.csv", ["idnumber,username,email,city,phone1", .. rows]);

    [Fact]
    public async Task A_record_is_what_both_say_and_the_first_counts_where_they_differ()
    {
        Configure();
        Hr("1,ada,ada@hr.edu,,Maths");
        Sis("2,bob,bob@sis.edu,Oslo,5", "1,ada,ada@sis.edu,Rome,7");
        SyncPlan plan = (await _world.Run()).Plan;
        UserRecord ada = _world.User("1");
        (ada.Email, ada.City, ada.Department, ada.Phone1).ShouldBe(("ada@hr.edu", "Rome", "Maths", "7"));
        RecordIssue issue = plan.ReadIssues().ShouldHaveSingleItem();
        (issue.Code, issue.Severity, issue.Field, issue.Location!.Value.Line, issue.Other!.Value.Line).ShouldBe((IssueCodes.SourceConflict, IssueSeverity.Warning, "email", 3, 2));
        issue.Message.ShouldContain("'sis' and 'hr'");
        (await _world.Plan()).Summary.ToString().ShouldBe("user =2");
    }

    [Fact]
    public async Task Precedence_says_of_each_field_which_source_counts()
    {
        Configure("""  "precedence": { "email": ["sis", "hr"] }  """);
        Hr("1,ada,ada@hr.edu,Bonn,Maths");
        Sis("1,ada,ada@sis.edu,Rome,7");
        SyncPlan plan = (await _world.Run()).Plan;
        (_world.User("1").Email, _world.User("1").City).ShouldBe(("ada@sis.edu", "Bonn"));
        plan.ReadIssues().Select(i => (i.Field, i.Severity, i.Location!.Value.File, i.Message.Contains("'sis' says counts", StringComparison.Ordinal))).ShouldBe(
            [("email", IssueSeverity.Note, "users.csv", true), ("city", IssueSeverity.Warning, "users.csv", false)], ignoreOrder: true);
        // What the other source says is looked at again when the one that counts falls silent.
        Sis("1,ada,,Rome,7");
        (await _world.Run()).Plan.ReadChanges().Single().ChangedFields.ShouldBe(["email"]);
        _world.User("1").Email.ShouldBe("ada@hr.edu");
    }

    [Fact]
    public async Task A_source_removes_only_what_it_brought_and_what_nobody_else_holds()
    {
        Configure();
        Hr("1,ada,,,", "3,cyd,,,");
        Sis("2,bob,,,", "1,ada,,,");
        await _world.Run();
        Hr("3,cyd,,,");
        (await _world.Run()).Plan.Summary.ToString().ShouldBe("user =3");
        Sis("2,bob,,,");
        (await _world.Run()).Plan.ReadChanges().Select(c => (c.Action, c.Key.Value)).ShouldBe([(ChangeAction.Suspend, "1")]);
        Hr("3,cyd,,,", "1,ada,,,");
        (await _world.Run()).Plan.ReadChanges().Select(c => c.Action).ShouldBe([ChangeAction.Reactivate]);
    }

    [Fact]
    public async Task What_a_source_without_a_whole_list_brought_is_never_taken_for_gone()
    {
        Configure(sisCoverage: "none");
        Hr("1,ada,,,", "3,cyd,,,");
        Sis("2,bob,,,", "1,ada,,,");
        await _world.Run();
        Hr("4,dan,,,");
        Sis("5,eve,,,");
        SyncPlan plan = (await _world.Run()).Plan;
        plan.ReadChanges().Where(c => c.Action.IsRemoval()).Select(c => c.Key.Value).ShouldBe(["3"]);
        _world.UserIds.ShouldBe(["1", "2", "3", "4", "5"]);
        _world.User("2").Suspended.ShouldBeNull();
    }

    [Fact]
    public async Task Sources_of_any_sort_are_merged_in_code()
    {
        RosterSync Sync(params UserRecord[] sis) => new()
        {
            Source = new MergedSource("both",
                new RecordListSource("hr", new RecordListFeed("people", RecordKind.User, Coverage.Complete, [new UserRecord { IdNumber = "1", Username = "ada", Email = "ada@hr.edu" }])),
                new RecordListSource("sis", new RecordListFeed("people", RecordKind.User, Coverage.Complete, sis))),
            Sink = _world.Lms,
            Log = new FileTransactionLog(_world.Data),
            Options = new SyncOptions { Policies = SyncPolicies.Default.With(RecordKind.User, SyncPolicies.Default[RecordKind.User] with { Precedence = FieldPrecedence.FirstSource.With(UserFields.Email, "sis") }) },
        };
        var token = TestContext.Current.CancellationToken;
        RosterSync sync = Sync(new UserRecord { IdNumber = "1", Email = "ada@sis.edu", CustomValues = [new("size", "38")] }, new UserRecord { IdNumber = "2", Username = "bob" });
        SyncPlan plan = await sync.PlanAsync(cancellationToken: token);
        plan.Feeds.Select(feed => feed.Name).ShouldBe(["hr/people", "sis/people"]);
        await sync.ApplyAsync(plan, cancellationToken: token);
        (_world.User("1").Email, _world.User("1").Custom["size"]).ShouldBe(("ada@sis.edu", "38"));
        (await sync.PlanAsync(cancellationToken: token)).Summary.ToString().ShouldBe("user =2");
        sync = Sync(new UserRecord { IdNumber = "2", Username = "bob" });
        (await sync.PlanAsync(cancellationToken: token)).ReadChanges().Single().ChangedFields.ShouldBe(["email"]);
        Should.Throw<ArgumentException>(() => new MergedSource("both", sync.Source, sync.Source));
        Should.Throw<ArgumentException>(() => new MergedSource("both", new RecordListSource("a/b")));
    }
}
