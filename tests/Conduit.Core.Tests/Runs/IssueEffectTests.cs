using Conduit.Planning;
using Conduit.Records;
using Conduit.Sources;
using Conduit.Tests.Support;
using Conduit.Transactions;
using Conduit.Validation;
using FluentValidation;

namespace Conduit.Tests.Runs;

/// <summary>What an issue of a row costs: the value, the record or the run, by its code.</summary>
public sealed class IssueEffectTests : IDisposable
{
    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    private void Effect(string effects) => _world.Configuration = SyncConfiguration.Parse($$"""{ "format": 1, "effects": { {{effects}} } }""");

    [Theory]
    [InlineData("email", "nonsense", IssueCodes.EmailInvalid)]
    [InlineData("suspended", "perhaps", IssueCodes.ValueInvalid)]
    [InlineData("manager", "nobody", IssueCodes.ManagerUnknown)]
    public async Task A_value_is_dropped_or_the_record_or_the_run_stops(string field, string value, string code)
    {
        _world.File("users.csv", $"username,idnumber,{field}", $"ada,1,{value}", "bob,2,");
        SyncPlan plan = await _world.Plan();
        (plan.IsApplicable, plan.Summary.ToString()).ShouldBe((true, "user +2"));
        plan.ReadIssues().Single().Severity.ShouldBe(IssueSeverity.Warning);

        Effect($"\"{code}\": \"drop-record\"");
        plan = await _world.Plan();
        (plan.IsApplicable, plan.Summary.ToString()).ShouldBe((true, "user +1 !1"));
        RecordIssue issue = plan.ReadIssues().Single();
        (issue.Code, issue.Severity, issue.Location!.Value.Line).ShouldBe((code, IssueSeverity.Error, 2));

        Effect($"\"{code}\": \"stop-run\"");
        plan = await _world.Plan();
        (plan.Blockers.Single().Code, plan.Summary.ToString()).ShouldBe((IssueCodes.RunStopped, "user +1 !1"));

        // What was applied under one rule is looked at again under another.
        _world.Configuration = null;
        await _world.Run();
        (await _world.Plan()).IsApplicable.ShouldBeTrue();
        Effect($"\"{code}\": \"stop-run\"");
        (await _world.Plan()).IsApplicable.ShouldBeFalse();
        // Nobody is taken for gone because of it.
        Effect($"\"{code}\": \"drop-record\"");
        (await _world.Run()).Plan.Summary.ToString().ShouldBe("user =1 !1");
    }

    [Fact]
    public async Task An_issue_of_a_record_can_stop_the_run_and_drops_no_value()
    {
        Effect("\"reference-missing\": \"stop-run\"");
        _world.File("users.csv", "username,idnumber", "ada,1").File("courses.csv", "shortname,idnumber", "c1,C1").File("enrollments.csv", "course_idnumber,user_idnumber,role", "C9,1,student");
        (await _world.Plan()).Blockers.Single().Code.ShouldBe(IssueCodes.RunStopped);
        Should.Throw<SyncConfigurationException>(() => Effect("\"reference-missing\": \"drop-value\"")).Errors.ShouldHaveSingleItem();
        Should.Throw<SyncConfigurationException>(() => Effect("\"email-invalid\": \"ignore\"")).Errors.ShouldHaveSingleItem();
        Should.Throw<SyncConfigurationException>(() => Effect("\"emial-invalid\": \"drop-value\"")).Errors.Single().Message.ShouldContain("did you mean 'email-invalid'?");
        Should.Throw<ArgumentException>(() => IssueEffects.Default.With(IssueCodes.NameTaken, IssueEffect.DropValue));
    }

    [Fact]
    public async Task A_rule_of_the_host_stops_the_run_unless_the_effects_say_otherwise()
    {
        _world.File("users.csv", "username,idnumber,department", "ada,1,Secret", "bob,2,Arts");
        SyncPlan plan = await Plan(IssueEffects.Default);
        (plan.Blockers.Single().Code, plan.Summary.ToString()).ShouldBe((IssueCodes.RunStopped, "user +1 !1"));
        plan = await Plan(IssueEffects.Default.With("secret-department", IssueEffect.DropValue));
        (plan.IsApplicable, plan.Summary.ToString()).ShouldBe((true, "user +2"));
        plan.ReadChanges().ShouldContain(c => !c.After!.Stated.Contains(UserFields.Department));
    }

    private async Task<SyncPlan> Plan(IssueEffects effects) => await new RosterSync
    {
        Source = CsvRecordSource.FromFolder(_world.Export),
        Sink = _world.Lms,
        Log = new FileTransactionLog(_world.Data),
        Rules = RecordRules.Default.With(new NoSecrets(), "1"),
        Options = new SyncOptions { Effects = effects },
    }.PlanAsync(cancellationToken: TestContext.Current.CancellationToken);

    private sealed class NoSecrets : AbstractValidator<UserRecord>
    {
        public NoSecrets() => RuleFor(user => user.Department).NotEqual("Secret").StopsRun().WithErrorCode("secret-department").WithMessage("Secret departments stay out of the LMS; take the row out.");
    }
}
