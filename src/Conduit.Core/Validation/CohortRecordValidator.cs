using Conduit.Records;
using FluentValidation;

namespace Conduit.Validation;

/// <summary>The rules for cohorts: a new one has an idnumber or a name.</summary>
public class CohortRecordValidator : RecordValidator<CohortRecord>
{
    /// <summary>Makes the validator.</summary>
    public CohortRecordValidator() => RuleSet(RuleSets.Create, () => RuleFor(cohort => cohort.IdNumber).NotEmpty()
        .When(cohort => string.IsNullOrEmpty(cohort.Name))
        .OverridePropertyName(CohortFields.IdNumber.Name)
        .WithErrorCode(IssueCodes.RequiredMissing)
        .WithMessage("A new cohort needs an idnumber or a name; give one in the source."));
}
