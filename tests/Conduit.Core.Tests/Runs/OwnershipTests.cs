using Conduit.Planning;
using Conduit.Reconciliation;
using Conduit.Records;
using Conduit.Tests.Support;

namespace Conduit.Tests.Runs;

/// <summary>Who decides what a field holds: the source, or the LMS and the people in it.</summary>
public sealed class OwnershipTests : IDisposable
{
    private const string Header = "username,idnumber,city,department,institution,profile_field_size";
    private readonly World _world = new()
    {
        Configuration = SyncConfiguration.Parse("""
            { "format": 1, "policies": { "user": { "ownership": { "city": "on-create", "department": "if-empty", "institution": "never", "profile_field_size": "on-create" } } } }
            """),
    };

    public void Dispose() => _world.Dispose();

    private void Edit(RecordField field, string value) => _world.Lms.Edit(RecordKind.User, _world.Lms.Records(RecordKind.User).Single().LmsId, field, value.Length == 0 ? FieldValue.Empty : FieldValue.Of(value));

    private async Task Refresh() => await _world.Sync().RefreshAsync(cancellationToken: TestContext.Current.CancellationToken);

    [Fact]
    public async Task Each_rule_writes_what_it_says()
    {
        _world.File("users.csv", Header, "ada,1,London,,Org,38");
        await _world.Run();
        UserRecord made = _world.User("1");
        (made.City, made.Department ?? "", made.Institution, made.Custom["size"]).ShouldBe(("London", "", null, "38"));
        _world.File("users.csv", Header, "ada,1,Rome,Maths,Org,39");
        SyncPlan plan = (await _world.Run()).Plan;
        plan.ReadChanges().Single().ChangedFields.ShouldBe(["department"]);
        plan.ReadIssues().Select(i => (i.Code, i.Field, i.Severity, i.Count)).ShouldBe(
            [(IssueCodes.ValueKept, "city", IssueSeverity.Note, 1), (IssueCodes.ValueKept, "institution", IssueSeverity.Note, 1), (IssueCodes.ValueKept, "profile_field_size", IssueSeverity.Note, 1)]);
        _world.File("users.csv", Header, "ada,1,Rome,Arts,Org,39");
        (await _world.Run()).Plan.Summary.ToString().ShouldBe("user =1");
        (_world.User("1").City, _world.User("1").Department).ShouldBe(("London", "Maths"));
    }

    [Fact]
    public async Task An_edit_is_kept_and_told_once_and_the_row_is_skipped_again()
    {
        _world.File("users.csv", Header, "ada,1,London,Maths,,");
        await _world.Run();
        Edit(UserFields.City, "Oslo");
        Edit(UserFields.Department, "Arts");
        await Refresh();
        SyncPlan plan = (await _world.Run()).Plan;
        plan.Summary.ToString().ShouldBe("user =1");
        RecordIssue note = plan.ReadIssues().ShouldHaveSingleItem();
        (note.Code, note.Severity, note.Field).ShouldBe((IssueCodes.EditKept, IssueSeverity.Note, "city, department"));
        (await _world.Plan()).ReadIssues().ShouldBeEmpty();
        _world.User("1").City.ShouldBe("Oslo");
        Edit(UserFields.Department, "");
        await Refresh();
        (await _world.Run()).Plan.ReadChanges().Single().ChangedFields.ShouldBe(["department"]);
    }

    [Fact]
    public async Task An_edit_of_what_the_source_owns_is_put_back_and_told()
    {
        _world.File("users.csv", "username,idnumber,firstname,lastname", "ada,1,Ada,Lovelace");
        await _world.Run();
        Edit(UserFields.FirstName, "Augusta");
        await Refresh();
        _world.File("users.csv", "username,idnumber,firstname,lastname", "ada,1,Ada,King");
        SyncPlan plan = (await _world.Run()).Plan;
        plan.ReadChanges().Single().ChangedFields.ShouldBe(["firstname", "lastname"]);
        RecordIssue warning = plan.ReadIssues().ShouldHaveSingleItem();
        (warning.Code, warning.Severity, warning.Field, warning.Key!.Value.Value).ShouldBe((IssueCodes.EditOverwritten, IssueSeverity.Warning, "firstname", "1"));
        (await _world.Plan()).ReadIssues().ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_rule_looks_at_every_row_anew()
    {
        _world.File("users.csv", Header, "ada,1,London,Maths,,");
        await _world.Run();
        Edit(UserFields.City, "Oslo");
        await Refresh();
        await _world.Run();
        _world.Configuration = SyncConfiguration.Parse("""{ "format": 1 }""");
        (await _world.Run()).Plan.ReadChanges().Single().ChangedFields.ShouldBe(["city"]);
        _world.User("1").City.ShouldBe("London");
    }

    [Fact]
    public async Task An_adopted_record_is_a_known_one_and_a_suspended_one_comes_back_whoever_owns_the_field()
    {
        _world.Configuration = SyncConfiguration.Parse("""{ "format": 1, "policies": { "user": { "ownership": { "city": "on-create", "suspended": "on-create" } } } }""");
        _world.Lms.Seed(new UserRecord { Username = "ada", IdNumber = "1", City = "Oslo" });
        _world.File("users.csv", "username,idnumber,city,suspended", "ada,1,London,0", "bob,2,Paris,0");
        await _world.Run();
        _world.User("1").City.ShouldBe("Oslo");
        _world.File("users.csv", "username,idnumber,city,suspended", "ada,1,London,0");
        await _world.Run();
        _world.User("2").Suspended.ShouldBe(true);
        _world.File("users.csv", "username,idnumber,city,suspended", "ada,1,London,0", "bob,2,Paris,0");
        await _world.Run();
        _world.User("2").Suspended.ShouldBe(false);
    }

    [Fact]
    public void What_identifies_belongs_to_the_source()
    {
        foreach ((string kind, string field) in ((string, string)[])[("user", "idnumber"), ("enrollment", "course"), ("user", "cty"), ("enrollment", "profile_field_x")])
            Should.Throw<SyncConfigurationException>(() => SyncConfiguration.Parse($$"""{ "format": 1, "policies": { "{{kind}}": { "ownership": { "{{field}}": "never" } } } }""")).Errors.ShouldHaveSingleItem();
        Should.Throw<SyncConfigurationException>(() => SyncConfiguration.Parse("""{ "format": 1, "policies": { "user": { "ownership": { "city": "sometimes" } } } }""")).Errors.ShouldHaveSingleItem();
        Should.Throw<ArgumentException>(() => FieldOwnership.OfSource.With(UserFields.IdNumber, OwnershipRule.Never));
        Should.Throw<ArgumentException>(() => SyncPolicies.Default.With(RecordKind.Course, new KindPolicy { Removal = RemovalAction.Keep, Ownership = FieldOwnership.OfSource.With(UserFields.City, OwnershipRule.Never) }));
    }
}
