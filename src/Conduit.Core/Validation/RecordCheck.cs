using Conduit.Records;
using FluentValidation.Results;

namespace Conduit.Validation;

/// <summary>One validator among the rules of a kind.</summary>
/// <param name="Run">Judges a record; the flag says whether it is about to be made.</param>
/// <param name="IsSurelyKept">
/// Tells of a record, before it is made one, that the validator would say nothing of it. False where that cannot be told so cheaply; null: never told.
/// </param>
internal sealed record RecordCheck(Func<RosterRecord, bool, ValidationResult> Run, Func<PlainRecord, bool>? IsSurelyKept);
