using Conduit.Records;
using FluentValidation;
using FluentValidation.Internal;
using FluentValidation.Results;

namespace Conduit.Validation;

/// <summary>A validator that is there.</summary>
internal sealed class ValidatorCheck<TRecord>(IValidator<TRecord> validator) : RecordCheck
    where TRecord : RosterRecord
{
    public override List<ValidationFailure> Run(RosterRecord record, bool isNew) =>
        validator.Validate(new ValidationContext<TRecord>((TRecord)record, new PropertyChain(), isNew ? RuleSelector.ForNew : RuleSelector.ForKnown)).Errors;
}
