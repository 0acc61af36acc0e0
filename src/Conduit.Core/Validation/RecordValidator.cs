using System.Text;
using Conduit.Records;
using FluentValidation;
using FluentValidation.Results;

namespace Conduit.Validation;

/// <summary>
/// The rules that hold for records of every kind: no text longer than its field. Other validators build on it. What a rule says:
/// <see cref="Severity.Error"/> rejects the record, <see cref="Severity.Warning"/> drops the value of the named field,
/// <see cref="Severity.Info"/> is a note.
/// </summary>
/// <typeparam name="TRecord">The type of record.</typeparam>
public class RecordValidator<TRecord> : AbstractValidator<TRecord>
    where TRecord : RosterRecord
{
    /// <summary>Makes the validator.</summary>
    public RecordValidator() => RuleFor(record => record).Custom(CheckLengths);

    private static void CheckLengths(TRecord record, ValidationContext<TRecord> context)
    {
        IReadOnlyList<RecordField> fields = RecordFields.Of(record.Kind);
        for (int i = 0; i < fields.Count; i++)
        {
            RecordField field = fields[i];
            // A country has a rule of its own, which says more than that three letters are too many.
            if (field.MaxLength == 0 || field == UserFields.Country || !IsLonger(record[field].AsText(), field.MaxLength))
                continue;
            context.AddFailure(new ValidationFailure(field.Name, IsKey(field)
                ? $"The {field.Name} is longer than the {field.MaxLength} characters that an LMS holds, so the record is left out; shorten it in the source."
                : $"The {field.Name} is longer than the {field.MaxLength} characters that an LMS holds and is left as it is there; shorten it in the source.")
            {
                ErrorCode = IssueCodes.ValueTooLong,
                Severity = IsKey(field) ? Severity.Error : Severity.Warning,
            });
        }
    }

    private static bool IsLonger(string? text, int most)
    {
        if (text is null || text.Length <= most)
            return false;
        // An LMS counts characters, and one of them may take two of .NET's.
        int count = 0;
        foreach (Rune _ in text.EnumerateRunes())
            count++;
        return count > most;
    }

    /// <summary>A key cut or dropped would name another record or none.</summary>
    private static bool IsKey(RecordField field) =>
        field.Is(FieldTraits.Reference) || field.Name is "username" or "idnumber" or "shortname" || field == CohortFields.Name;
}
