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

    /// <summary>Whether a record keeps the rules, told from its text: no field is too long, and points in time sort as their text does.</summary>
    internal static bool IsSurelyKept(PlainRecord record)
    {
        foreach (RecordField field in RecordFields.Of(RecordKind.Enrollment))
        {
            if (field.MaxLength > 0 && record[field.Ordinal].Length > field.MaxLength)
                return false;
        }
        ReadOnlySpan<byte> start = record[EnrollmentFields.TimeStart.Ordinal];
        ReadOnlySpan<byte> end = record[EnrollmentFields.TimeEnd.Ordinal];
        for (int i = 0; i < end.Length && i < start.Length; i++)
        {
            if (end[i] != start[i])
                return end[i] > start[i];
        }
        return true;
    }
}
