using Conduit.Records;
using Conduit.Validation;
using FluentValidation;
using FluentValidation.Internal;
using FsCheck;
using FsCheck.Fluent;

namespace Conduit.Tests.Validation;

/// <summary>Records of which it is told that they keep the rules: the validator, asked all the same, must say nothing of them; and it must say something of all others.</summary>
public class KeptRulesTests
{
    private static readonly string[] Texts =
        ["", " ", "a", "ada@example.edu", "ada@", "@x", "a b@example.edu", "GB", "gb", "XX", "\U0001F600", new('x', 100), new('x', 101), new('x', 254), new('x', 255), new('x', 256), new('x', 2000), new string('x', 99) + "\U0001F600"];

    private static readonly DateTimeOffset[] Dates = [.. new[] { 1, 2, 3 }.Select(day => new DateTimeOffset(2026, 9, day, 0, 0, 0, TimeSpan.Zero))];

    [Fact]
    public void Users() => Check(new UserRecordValidator());

    [Fact]
    public void Courses() => Check(new CourseRecordValidator());

    [Fact]
    public void Enrollments() => Check(new EnrollmentRecordValidator());

    [Fact]
    public void Groups() => Check(new GroupRecordValidator());

    [Fact]
    public void Cohorts() => Check(new CohortRecordValidator());

    [Fact]
    public void Cohort_members() => Check(new RecordValidator<CohortMemberRecord>());

    private static void Check<TRecord>(IValidator<TRecord> validator)
        where TRecord : RosterRecord, new()
    {
        (int kept, int broken) = (0, 0);
        Prop.ForAll(Gen.Zip(Gen.Choose(0, int.MaxValue), Gen.Elements(true, false)).ToArbitrary(), drawn =>
        {
            RosterRecord record = Record(new TRecord(), new Random(drawn.Item1));
            var context = new ValidationContext<TRecord>((TRecord)record, new PropertyChain(), drawn.Item2 ? RuleSelector.ForNew : RuleSelector.ForKnown);
            string[] failures = [.. validator.Validate(context).Errors.Select(error => error.ErrorMessage)];
            if (KeptRules.AreKept(record, drawn.Item2))
            {
                kept++;
                failures.ShouldBeEmpty();
            }
            else if (failures.Length > 0)
            {
                broken++;
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
        kept.ShouldBeGreaterThan(100);
        broken.ShouldBeGreaterThan(20);
    }

    private static RosterRecord Record(RosterRecord record, Random random)
    {
        foreach (RecordField field in RecordFields.Of(record.Kind))
        {
            if (random.Next(4) == 0)
                continue;
            // Most texts are short, or nothing would ever be kept.
            record.Set(field, field.Type switch
            {
                FieldType.Date => FieldValue.Of(Dates[random.Next(Dates.Length)]),
                FieldType.Text => FieldValue.Of(field == UserFields.Email && random.Next(3) > 0 ? Texts[3] : field == UserFields.Country && random.Next(3) > 0 ? "GB" : Texts[random.Next(random.Next(6) == 0 ? Texts.Length : 3)]),
                _ => default,
            });
        }
        return record;
    }
}
