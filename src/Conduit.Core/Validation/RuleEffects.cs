using FluentValidation;

namespace Conduit.Validation;

/// <summary>Says in a validator what FluentValidation has no word for.</summary>
public static class RuleEffects
{
    /// <summary>A record that breaks the rule blocks the plan: nothing is applied until it is corrected. Use it for what no single row may decide.</summary>
    public static IRuleBuilderOptions<TRecord, TValue> StopsRun<TRecord, TValue>(this IRuleBuilderOptions<TRecord, TValue> rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return rule.WithSeverity(Severity.Error).WithState(_ => IssueEffect.StopRun);
    }
}
