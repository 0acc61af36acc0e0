using Conduit.Records;
using FluentValidation;

namespace Conduit.Validation;

/// <summary>The rules for enrollments: none ends before it starts.</summary>
public class EnrollmentRecordValidator : RecordValidator<EnrollmentRecord>
{
    /// <summary>Makes the validator.</summary>
    public EnrollmentRecordValidator() => RuleFor(enrollment => enrollment.TimeEnd)
        .Must((enrollment, end) => !(end < enrollment.TimeStart))
        .OverridePropertyName(EnrollmentFields.TimeEnd.Name)
        .WithSeverity(Severity.Warning)
        .WithErrorCode(IssueCodes.EndBeforeStart)
        .WithMessage("The enrollment would end before it starts, so its end is left as it is in the LMS; correct one of the dates.");
}
