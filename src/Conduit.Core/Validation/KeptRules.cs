using Conduit.Records;

namespace Conduit.Validation;

/// <summary>
/// Tells of a record, by a few comparisons, that our own validator would say nothing of it; false where only the validator can tell. Apart from the validators, for they bring in
/// FluentValidation, and most nights need no word of it. A test holds the two together.
/// </summary>
internal static class KeptRules
{
    public static bool AreKept(RosterRecord record, bool isNew) => LengthRule.IsKept(record, isNew) && record switch
    {
        UserRecord user => (!isNew || !string.IsNullOrWhiteSpace(user.Username))
            && (string.IsNullOrEmpty(user.Email) || EmailSyntax.IsValid(user.Email)) && (string.IsNullOrEmpty(user.Country) || CountryCodes.Contains(user.Country)),
        CourseRecord course => (!isNew || !string.IsNullOrWhiteSpace(course.ShortName)) && !(course.EndDate < course.StartDate),
        EnrollmentRecord enrollment => !(enrollment.TimeEnd < enrollment.TimeStart),
        GroupRecord group => !isNew || !string.IsNullOrWhiteSpace(group.Name),
        CohortRecord cohort => !isNew || !string.IsNullOrWhiteSpace(cohort.IdNumber) || !string.IsNullOrEmpty(cohort.Name),
        _ => true,
    };

    /// <summary>The same of an enrollment that is known as text, new or not: points in time sort as their text does.</summary>
    public static bool AreKept(PlainRecord record)
    {
        if (record.Kind != RecordKind.Enrollment)
            return false;
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
