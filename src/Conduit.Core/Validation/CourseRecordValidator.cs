using Conduit.Records;
using FluentValidation;

namespace Conduit.Validation;

/// <summary>The rules for courses: a new one has a short name, and none ends before it starts.</summary>
public class CourseRecordValidator : RecordValidator<CourseRecord>
{
    /// <summary>Makes the validator.</summary>
    public CourseRecordValidator()
    {
        RuleSet(RuleSets.Create, () => RuleFor(course => course.ShortName).NotEmpty()
            .OverridePropertyName(CourseFields.ShortName.Name)
            .WithErrorCode(IssueCodes.RequiredMissing)
            .WithMessage("A new course needs a shortname; give one in the source or have the mapping make one."));

        RuleFor(course => course.EndDate).Must((course, end) => !(end < course.StartDate))
            .OverridePropertyName(CourseFields.EndDate.Name)
            .WithSeverity(Severity.Warning)
            .WithErrorCode(IssueCodes.EndBeforeStart)
            .WithMessage("The course would end before it starts, so its end is left as it is in the LMS; correct one of the dates.");
    }
}
