using Conduit.Records;
using FluentValidation.Results;

namespace Conduit.Validation;

/// <summary>One validator among the rules of a kind.</summary>
/// <param name="Run">Judges a record; the flag says whether it is about to be made.</param>
internal sealed record RecordCheck(Func<RosterRecord, bool, ValidationResult> Run)
{
    /// <summary>
    /// Tells of a record that the validator would say nothing of it; false where only the validator can tell. Almost every record is in order, and the validator, which has to be
    /// compiled first, is asked about the others alone. Null: never told.
    /// </summary>
    public Func<RosterRecord, bool, bool>? IsKept { get; init; }

    /// <summary>The same of a record that is known as text, new or not.</summary>
    public Func<PlainRecord, bool>? IsKeptByText { get; init; }
}
