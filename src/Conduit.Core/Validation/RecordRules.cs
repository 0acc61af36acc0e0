using Conduit.Records;
using FluentValidation;
using FluentValidation.Results;

namespace Conduit.Validation;

/// <summary>
/// The rules that records must keep before a plan is made of them: validators of FluentValidation, ours and the host's. Immutable
/// and safe for any number of threads, as validators are.
/// </summary>
public sealed class RecordRules
{
    private readonly RecordCheck[][] _checks;

    private RecordRules(string version, RecordCheck[][] checks)
    {
        Version = version;
        _checks = checks;
    }

    /// <summary>No rule at all.</summary>
    public static RecordRules None { get; } = new("", RecordKinds.Each<RecordCheck[]>(_ => []));

    /// <summary>
    /// Our own rules: what a new record needs, lengths, e-mail addresses, countries, and ends before starts. Only fields that are
    /// stated are looked at.
    /// </summary>
    public static RecordRules Default { get; } = MakeDefault();

    /// <summary>
    /// The versions of all validators. Under another one an unchanged row may not be skipped, for it may now be judged differently.
    /// </summary>
    public string Version { get; }

    /// <summary>These rules and one validator more.</summary>
    /// <typeparam name="TRecord">The type of record that it checks.</typeparam>
    /// <param name="validator">
    /// The validator. <see cref="Severity.Error"/> rejects the record, <see cref="Severity.Warning"/> drops the value of the field that
    /// the rule names, <see cref="Severity.Info"/> is a note; give each rule a code (<c>WithErrorCode</c>) and a message without values.
    /// Rules in the set <see cref="RuleSets.Create"/> hold for new records only. It must be safe for several threads and must not wait.
    /// </param>
    /// <param name="version">Raise it when the rules judge differently.</param>
    public RecordRules With<TRecord>(IValidator<TRecord> validator, string version)
        where TRecord : RosterRecord, new()
    {
        ArgumentNullException.ThrowIfNull(validator);
        ArgumentException.ThrowIfNullOrWhiteSpace(version);
        int kind = (int)new TRecord().Kind;
        var checks = (RecordCheck[][])_checks.Clone();
        checks[kind] = [.. checks[kind], new ValidatorCheck<TRecord>(validator)];
        return new RecordRules(Version + VersionOf(validator.GetType().Name, version), checks);
    }

    /// <summary>Checks a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="isNew">Whether it is about to be made in the LMS.</param>
    /// <param name="effects">What issues do where that is not what their rules say; null: what the rules say.</param>
    public CheckedRecord Check(RosterRecord record, bool isNew, IssueEffects? effects = null)
    {
        ArgumentNullException.ThrowIfNull(record);
        List<RecordIssue>? issues = null;
        List<string>? stops = null;
        bool isRejected = false;
        RosterRecord kept = record;
        foreach (RecordCheck check in _checks[(int)record.Kind])
        {
            if (check.IsKept(record, isNew))
                continue;
            // Each validator sees the record as it came: what one of them drops is no reason for another to complain.
            foreach (ValidationFailure failure in Run(check, record, isNew))
            {
                IssueEffect? effect = effects?.Of(failure.ErrorCode) ?? failure.CustomState as IssueEffect?;
                failure.Severity = effect switch
                {
                    null => failure.Severity,
                    IssueEffect.DropValue when HasValue(record, failure.PropertyName) => Severity.Warning,
                    _ => Severity.Error,
                };
                if (effect == IssueEffect.StopRun)
                    (stops ??= []).Add(failure.ErrorCode);
                RecordIssue issue = ToIssue(record, failure);
                if (failure.Severity == Severity.Warning)
                    kept = Without(kept, failure.PropertyName, ref issue);
                isRejected |= issue.Severity == IssueSeverity.Error;
                (issues ??= []).Add(issue);
            }
        }
        return new CheckedRecord(kept, isRejected, issues ?? (IReadOnlyList<RecordIssue>)[]) { Stops = stops ?? (IReadOnlyList<string>)[] };
    }

    /// <summary>Whether <see cref="Check"/> would surely say nothing of a record. False where only it can tell.</summary>
    internal bool AreSurelyKept(PlainRecord record)
    {
        foreach (RecordCheck check in _checks[(int)record.Kind])
        {
            if (!check.IsKept(record))
                return false;
        }
        return true;
    }

    private static RecordRules MakeDefault()
    {
        var checks = new RecordCheck[RecordKinds.All.Length][];
        string version = "";
        foreach (RecordKind kind in RecordKinds.All)
        {
            var check = new OwnCheck(kind);
            checks[(int)kind] = [check];
            version += VersionOf(check.Name, "1");
        }
        return new RecordRules(version, checks);
    }

    private static string VersionOf(string validator, string version) => validator + "=" + version + ";";

    /// <summary>A rule of the host that throws costs the record, not the night.</summary>
    private static List<ValidationFailure> Run(RecordCheck check, RosterRecord record, bool isNew)
    {
        try
        {
            return check.Run(record, isNew);
        }
#pragma warning disable CA1031 // The host's code may throw anything.
        catch (Exception failure) when (failure is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            return
            [
                new ValidationFailure("", $"A rule threw {failure.GetType().Name}, so the record is left out; correct the rule.")
                {
                    ErrorCode = IssueCodes.FunctionFailed,
                    Severity = Severity.Error,
                },
            ];
        }
    }

    private static RecordIssue ToIssue(RosterRecord record, ValidationFailure failure)
    {
        RecordField? field = FieldNames.Find(record.Kind, failure.PropertyName);
        string? custom = CustomName(failure.PropertyName);
        string? value = field is not null ? record[field].ToString() : custom is not null ? record.Custom[custom] : null;
        return new RecordIssue(failure.Severity switch
        {
            Severity.Error => IssueSeverity.Error,
            Severity.Warning => IssueSeverity.Warning,
            _ => IssueSeverity.Note,
        }, failure.ErrorCode, failure.ErrorMessage)
        {
            Kind = record.Kind,
            Field = field?.Name ?? (string.IsNullOrEmpty(failure.PropertyName) ? null : failure.PropertyName),
            Value = string.IsNullOrEmpty(value) ? null : value,
        };
    }

    private static bool HasValue(RosterRecord record, string? property) =>
        FieldNames.Find(record.Kind, property) is { } field ? record.Stated.Contains(field) : CustomName(property) is { } custom && record.Custom[custom] is not null;

    private static RosterRecord Without(RosterRecord record, string? property, ref RecordIssue issue)
    {
        if (FieldNames.Find(record.Kind, property) is { } field)
        {
            if (!field.Is(FieldTraits.Reference))
                return record.Without(field);
            // Without what it refers to there is no record left.
            issue = issue with { Severity = IssueSeverity.Error };
        }
        else if (CustomName(property) is { } custom)
        {
            return record.WithCustom(record.Custom.Without(custom));
        }
        return record;
    }

    private static string? CustomName(string? property) =>
        property is not null && property.StartsWith(RecordFields.CustomPrefix, StringComparison.OrdinalIgnoreCase)
            ? property[RecordFields.CustomPrefix.Length..]
            : null;
}
