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

    /// <summary>Whether a record keeps the rules.</summary>
    internal static bool IsKept(RosterRecord record, bool isNew) =>
        LengthRule.IsKept(record, isNew) && !(record[EnrollmentFields.TimeEnd].AsDate() < record[EnrollmentFields.TimeStart].AsDate());

    /// <summary>The same of a record that is known as text: points in time sort as their text does.</summary>
    internal static bool IsKeptByText(PlainRecord record)
    {
        ReadOnlySpan<byte> start = record[EnrollmentFields.TimeStart.Ordinal];
        ReadOnlySpan<byte> end = record[EnrollmentFields.TimeEnd.Ordinal];
        for (int i = 0; i < end.Length && i < start.Length; i++)
        {
            if (end[i] != start[i])
                return end[i] > start[i] && LengthRule.IsKept(record);
        }
        return LengthRule.IsKept(record);
    }
}
