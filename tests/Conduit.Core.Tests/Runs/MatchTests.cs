using Conduit.Planning;
using Conduit.Reconciliation;
using Conduit.Records;
using Conduit.Tests.Support;

namespace Conduit.Tests.Runs;

/// <summary>By which keys a row finds its record in the LMS.</summary>
public sealed class MatchTests : IDisposable
{
    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    private void Match(string kind, string keys) => _world.Configuration = SyncConfiguration.Parse($$"""{ "format": 1, "policies": { "{{kind}}": { "match": {{keys}} } } }""");

    [Fact]
    public async Task An_account_made_by_hand_is_adopted_by_its_email()
    {
        _world.Lms.Seed(new UserRecord { Username = "lovelace", Email = "Ada@x.edu" });
        _world.File("users.csv", "username,idnumber,email", "ada,1,ada@X.edu");
        (await _world.Plan()).ReadChanges().Single().Action.ShouldBe(ChangeAction.Create);
        Match("user", """["idnumber", "username", "email"]""");
        Change change = (await _world.Run()).Plan.ReadChanges().ShouldHaveSingleItem();
        (change.Action, change.KeyAfter.Value).ShouldBe((ChangeAction.Adopt, "1"));
        _world.Lms.Records(RecordKind.User).Single().Record.ShouldBeOfType<UserRecord>().Username.ShouldBe("ada");
        (await _world.Plan()).Summary.ToString().ShouldBe("user =1");
    }

    [Fact]
    public async Task A_new_id_and_a_new_username_are_found_by_the_email_in_the_order_of_the_keys()
    {
        Match("user", """["username", "email"]""");
        _world.File("users.csv", "username,idnumber,email", "ada,1,ada@x.edu", "bob,2,bob@x.edu");
        await _world.Run();
        // The username points at 1 and the e-mail at 2: the username comes first.
        _world.File("users.csv", "username,idnumber,email", "ada,11,bob@x.edu", "robert,12,BOB@x.edu");
        SyncPlan plan = await _world.Plan();
        plan.ReadChanges().Select(c => (c.Action, c.Key.Value, c.KeyAfter.Value)).ShouldBe([(ChangeAction.Rename, "1", "11"), (ChangeAction.Rename, "2", "12")], ignoreOrder: true);
    }

    [Fact]
    public async Task People_who_share_an_email_with_others_of_the_source_are_new()
    {
        Match("user", """["email"]""");
        _world.File("users.csv", "username,idnumber,email", "ada,1,home@x.edu", "bob,2,home@x.edu");
        await _world.Run();
        _world.File("users.csv", "username,idnumber,email", "ada,1,home@x.edu", "bob,2,home@x.edu", "cyd,3,home@x.edu");
        (await _world.Run()).Plan.Summary.ToString().ShouldBe("user +1 =2");
    }

    [Fact]
    public async Task What_answers_to_several_is_left_alone_on_both_sides()
    {
        Match("user", """["email"]""");
        _world.File("users.csv", "username,idnumber,email", "ada,1,home@x.edu", "bob,2,home@x.edu", "dan,4,dan@x.edu");
        await _world.Run();
        _world.File("users.csv", "username,idnumber,email", "cyd,3,home@x.edu", "don,5,dan@x.edu", "dom,6,dan@x.edu");
        SyncPlan plan = (await _world.Run()).Plan;
        plan.ReadIssues().Select(i => (i.Code, i.Location!.Value.Line, i.Other?.Line)).ShouldBe(
            [(IssueCodes.MatchAmbiguous, 2L, null), (IssueCodes.MatchAmbiguous, 3L, 4L), (IssueCodes.MatchAmbiguous, 4L, 3L)]);
        plan.Summary.ToString().ShouldBe("user !3");
        _world.UserIds.ShouldBe(["1", "2", "4"]);
    }

    [Fact]
    public async Task Case_counts_or_not_as_the_key_says()
    {
        _world.File("users.csv", "username,idnumber", "ada,a1").File("courses.csv", "shortname,idnumber", "Maths,C1")
            .File("enrollments.csv", "course,user_idnumber,role", "Maths,a1,student");
        await _world.Run();
        _world.Configuration = SyncConfiguration.Parse("""
            { "format": 1, "policies": { "user": { "match": [{ "field": "idnumber", "case": "ignore" }] }, "course": { "match": ["idnumber", { "field": "shortname", "case": "ignore" }] } } }
            """);
        _world.File("users.csv", "username,idnumber,city", "ada,A1,Rome", "bob,B2,Rome", "bob,b2,Rome").File("courses.csv", "shortname,idnumber", "MATHS,C1")
            .File("enrollments.csv", "course,user_idnumber,role", "maths,A1,student", "MATHS,B2,student", "maths,b2,student");
        SyncPlan plan = (await _world.Run()).Plan;
        plan.ReadIssues().ShouldAllBe(i => i.Severity == IssueSeverity.Note);
        plan.Summary.ToString().ShouldBe("user +1 ~1, course ~1, enrollment +1 =1");
        _world.UserIds.ShouldBe(["B2", "a1"]);
        _world.Lms.Records(RecordKind.Enrollment).Count.ShouldBe(2);
        (await _world.Plan()).Summary.Changes.ShouldBe(0);
    }

    [Fact]
    public void A_list_of_keys_that_cannot_be_is_told_in_both_spellings()
    {
        foreach ((string kind, string keys) in ((string, string)[])[("enrollment", "[\"role\"]"), ("user", "[\"email\", \"idnumber\"]"), ("user", "[\"email\", \"email\"]"), ("user", "[\"suspended\"]"), ("user", "[\"emial\"]"), ("user", "[{ \"field\": \"email\", \"case\": \"maybe\" }]"), ("user", "[{ \"case\": \"ignore\" }]"), ("user", "\"email\"")])
            Should.Throw<SyncConfigurationException>(() => Match(kind, keys), keys).Errors.ShouldHaveSingleItem();
        Should.Throw<ArgumentException>(() => SyncPolicies.Default.With(RecordKind.User, new KindPolicy { Removal = RemovalAction.Keep, Match = [MatchKey.Of(UserFields.Email), MatchKey.Of(UserFields.IdNumber)] }));
    }
}
