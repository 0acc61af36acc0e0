using Conduit.Records;
using FluentValidation;

namespace Conduit.Validation;

/// <summary>The rules for groups: a new one has a name.</summary>
public class GroupRecordValidator : RecordValidator<GroupRecord>
{
    /// <summary>Makes the validator.</summary>
    public GroupRecordValidator() => RuleSet(RuleSets.Create, () => RuleFor(group => group.Name).NotEmpty()
        .OverridePropertyName(GroupFields.Name.Name)
        .WithErrorCode(IssueCodes.RequiredMissing)
        .WithMessage("A new group needs a name; give one in the source."));
}
