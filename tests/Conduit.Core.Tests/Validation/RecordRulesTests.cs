using Conduit.Records;
using Conduit.Validation;
using FluentValidation;

namespace Conduit.Tests.Validation;

public class RecordRulesTests
{
    public static TheoryData<RosterRecord, string> Incomplete => new()
    {
        { new UserRecord { IdNumber = "7" }, "username" },
        { new UserRecord { IdNumber = "7", Username = "" }, "username" },
        { new CourseRecord { IdNumber = "7" }, "shortname" },
        { new GroupRecord { Course = "m1" }, "name" },
        { new CohortRecord { Description = "x" }, "idnumber" },
    };

    [Theory]
    [MemberData(nameof(Incomplete), DisableDiscoveryEnumeration = true)]
    public void A_new_record_needs_what_it_is_made_of(RosterRecord record, string field)
    {
        CheckedRecord check = RecordRules.Default.Check(record, isNew: true);
        check.IsRejected.ShouldBeTrue();
        RecordIssue issue = check.Issues.ShouldHaveSingleItem();
        issue.Code.ShouldBe(IssueCodes.RequiredMissing);
        issue.Field.ShouldBe(field);
        issue.Kind.ShouldBe(record.Kind);
        RecordRules.Default.Check(record, isNew: false).Issues.ShouldBeEmpty();
    }

    [Fact]
    public void A_cohort_needs_a_name_or_an_id() =>
        RecordRules.Default.Check(new CohortRecord { Name = "c" }, isNew: true).IsRejected.ShouldBeFalse();

    [Fact]
    public void A_long_text_is_dropped_and_a_long_key_rejects()
    {
        var user = new UserRecord { Username = "ada", City = new string('x', 121), Department = new string('y', 255), Description = new string('z', 9999) };
        CheckedRecord check = RecordRules.Default.Check(user, isNew: true);
        check.IsRejected.ShouldBeFalse();
        check.Record.Stated.Select(field => field.Name).ShouldBe(["username", "department", "description"]);
        RecordIssue issue = check.Issues.ShouldHaveSingleItem();
        issue.Code.ShouldBe(IssueCodes.ValueTooLong);
        issue.Severity.ShouldBe(IssueSeverity.Warning);
        issue.Field.ShouldBe("city");
        issue.Value.ShouldBe(user.City);
        issue.Message.ShouldNotContain("xxx");

        CheckedRecord rejected = RecordRules.Default.Check(new GroupMemberRecord { Course = "m", Group = new string('g', 255), Username = "ada" }, isNew: true);
        rejected.IsRejected.ShouldBeTrue();
        rejected.Issues.ShouldHaveSingleItem().Severity.ShouldBe(IssueSeverity.Error);
    }

    [Fact]
    public void A_length_counts_characters_and_not_their_halves()
    {
        string city = string.Concat(Enumerable.Repeat("𝔸", 120));
        RecordRules.Default.Check(new UserRecord { Username = "a", City = city }, true).Issues.ShouldBeEmpty();
        RecordRules.Default.Check(new UserRecord { Username = "a", City = city + "b" }, true).Issues.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("GB", true)]
    [InlineData("ZW", true)]
    [InlineData("", true)]
    [InlineData("UK", false)]
    [InlineData("gb", false)]
    [InlineData("GBR", false)]
    public void A_country_is_one_of_the_standard(string country, bool known)
    {
        CheckedRecord check = RecordRules.Default.Check(new UserRecord { Username = "ada", Country = country }, isNew: true);
        check.IsRejected.ShouldBeFalse();
        check.Issues.Select(issue => issue.Code).ShouldBe(known ? [] : [IssueCodes.CountryUnknown]);
        check.Record.Stated.Contains(UserFields.Country).ShouldBe(known);
    }

    [Fact]
    public void There_are_249_countries() => CountryCodes.Count.ShouldBe(249);

    [Theory]
    [InlineData("ada@x.edu", true)]
    [InlineData("a.b+c_d'e@mail.x-y.ac.uk", true)]
    [InlineData("jürgen@müller.de", true)]
    [InlineData("ada", false)]
    [InlineData("@x.edu", false)]
    [InlineData("ada@", false)]
    [InlineData("ada@x", false)]
    [InlineData("ada@@x.edu", false)]
    [InlineData("ada lovelace@x.edu", false)]
    [InlineData(".ada@x.edu", false)]
    [InlineData("a..b@x.edu", false)]
    [InlineData("ada@x..edu", false)]
    [InlineData("ada@-x.edu", false)]
    [InlineData("ada@x.edu.", false)]
    [InlineData("ada@x.edu, b@x.edu", false)]
    public void An_email_is_an_address(string email, bool valid)
    {
        CheckedRecord check = RecordRules.Default.Check(new UserRecord { Username = "ada", Email = email }, isNew: false);
        check.Issues.Select(issue => issue.Code).ShouldBe(valid ? [] : [IssueCodes.EmailInvalid]);
        check.Record.Stated.Contains(UserFields.Email).ShouldBe(valid);
    }

    [Fact]
    public void An_end_before_its_start_is_dropped()
    {
        DateTimeOffset start = DateTimeOffset.UnixEpoch.AddYears(50);
        CheckedRecord course = RecordRules.Default.Check(new CourseRecord { ShortName = "m", StartDate = start, EndDate = start.AddDays(-1) }, true);
        course.Issues.ShouldHaveSingleItem().Code.ShouldBe(IssueCodes.EndBeforeStart);
        course.Record.Stated.Contains(CourseFields.EndDate).ShouldBeFalse();
        CheckedRecord enrollment = RecordRules.Default.Check(new EnrollmentRecord { Course = "m", Username = "a", TimeStart = start, TimeEnd = start.AddSeconds(-1) }, true);
        enrollment.Issues.ShouldHaveSingleItem().Field.ShouldBe("timeend");
        enrollment.IsRejected.ShouldBeFalse();
        RecordRules.Default.Check(new EnrollmentRecord { Course = "m", Username = "a", TimeEnd = start }, true).Issues.ShouldBeEmpty();
        RecordRules.Default.Check(new CourseRecord { ShortName = "m", StartDate = start, EndDate = null }, true).Issues.ShouldBeEmpty();
    }

    /// <summary>Under another version every row of every state is mapped once more.</summary>
    [Fact]
    public void The_version_of_our_own_rules_stays() => RecordRules.Default.Version.ShouldBe(
        "UserRecordValidator=1;CourseRecordValidator=1;EnrollmentRecordValidator=1;GroupRecordValidator=1;RecordValidator`1=1;CohortRecordValidator=1;RecordValidator`1=1;RecordValidator`1=1;");

    [Fact]
    public void Hosts_add_rules_of_their_own()
    {
        RecordRules rules = RecordRules.Default.With(new CampusRules(), "3");
        rules.Version.ShouldStartWith(RecordRules.Default.Version);
        rules.Version.ShouldContain("CampusRules=3");
        var user = new UserRecord { Username = "x1", Language = "xx", CustomValues = [new("centre", "?"), new("other", "1")] };

        CheckedRecord check = rules.Check(user, isNew: false);
        check.IsRejected.ShouldBeFalse();
        check.Issues.Select(issue => (issue.Severity, issue.Code, issue.Field)).ShouldBe(
        [
            (IssueSeverity.Warning, "campus-language", "lang"),
            (IssueSeverity.Warning, "campus-centre", "profile_field_centre"),
            (IssueSeverity.Note, "campus-note", "username"),
        ]);
        check.Record.Stated.ShouldHaveSingleItem().ShouldBe(UserFields.Username);
        check.Record.Custom.ShouldHaveSingleItem().Key.ShouldBe("other");

        CheckedRecord created = rules.Check(user, isNew: true);
        created.IsRejected.ShouldBeTrue();
        created.Issues.ShouldContain(issue => issue.Code == "campus-idnumber");
        RecordRules.Default.Check(user, isNew: true).Issues.ShouldBeEmpty();
    }

    [Fact]
    public void A_warning_about_a_reference_rejects_because_nothing_would_be_left()
    {
        CheckedRecord check = RecordRules.None.With(new CourseCodes(), "1").Check(new EnrollmentRecord { Course = "m 1", Username = "ada" }, isNew: true);
        check.IsRejected.ShouldBeTrue();
        check.Record.Stated.Count.ShouldBe(2);
    }

    [Fact]
    public void Checking_a_record_makes_little_garbage()
    {
        // A bound against slips such as a validator made for each record, wide enough for slow machines.
        var user = new UserRecord { Username = "ada", IdNumber = "7", FirstName = "Ada", LastName = "Lovelace", Email = "ada@x.edu", Country = "GB", Department = "Maths" };
        RecordRules.Default.Check(user, isNew: true);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
            RecordRules.Default.Check(user, isNew: true);
        ((GC.GetAllocatedBytesForCurrentThread() - before) / 1000).ShouldBeLessThan(3000);
    }

    [Fact]
    public void A_rule_that_throws_costs_the_record_only()
    {
        CheckedRecord check = RecordRules.Default.With(new ThrowingRules(), "1").Check(new UserRecord { Username = "ada" }, isNew: true);
        check.IsRejected.ShouldBeTrue();
        check.Issues.ShouldHaveSingleItem().Code.ShouldBe(IssueCodes.FunctionFailed);
    }

    private sealed class ThrowingRules : AbstractValidator<UserRecord>
    {
        public ThrowingRules() => RuleFor(user => user.Username).Must(name => name!.Length / (name.Length - 3) > 0);
    }

    private sealed class CampusRules : AbstractValidator<UserRecord>
    {
        public CampusRules()
        {
            RuleFor(user => user.Language).Must(language => language is null or "en").WithSeverity(Severity.Warning).WithErrorCode("campus-language");
            RuleFor(user => user.Custom).Must(custom => custom["centre"] != "?")
                .OverridePropertyName("profile_field_centre").WithSeverity(Severity.Warning).WithErrorCode("campus-centre");
            RuleFor(user => user.Username).MinimumLength(3).WithSeverity(Severity.Info).WithErrorCode("campus-note");
            RuleSet(RuleSets.Create, () => RuleFor(user => user.IdNumber).NotEmpty().WithErrorCode("campus-idnumber"));
        }
    }

    private sealed class CourseCodes : AbstractValidator<EnrollmentRecord>
    {
        public CourseCodes() => RuleFor(enrollment => enrollment.Course).Must(course => !course!.Contains(' ', StringComparison.Ordinal)).WithSeverity(Severity.Warning);
    }
}
