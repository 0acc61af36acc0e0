using FluentValidation;
using FluentValidation.Internal;

namespace Conduit.Validation;

/// <summary>Picks the rules that hold for new or for known records. Holds no state, so one serves all records.</summary>
internal sealed class RuleSelector(bool isNew) : IValidatorSelector
{
    public static RuleSelector ForNew { get; } = new(true);

    public static RuleSelector ForKnown { get; } = new(false);

    public bool CanExecute(IValidationRule rule, string propertyPath, IValidationContext context)
    {
        if (rule.RuleSets is not { Length: > 0 } sets)
            return true;
        foreach (string set in sets)
        {
            if (set.Equals(RulesetValidatorSelector.DefaultRuleSetName, StringComparison.OrdinalIgnoreCase)
                || (isNew && set.Equals(RuleSets.Create, StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }
        return false;
    }
}
