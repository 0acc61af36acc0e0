using Conduit.Records;

namespace Conduit.Validation;

/// <summary>What issues do, by their codes, where that is not what they do of themselves. Immutable.</summary>
public sealed class IssueEffects
{
    private static readonly string[] Words = ["drop-value", "drop-record", "stop-run"];

    private readonly ByName<IssueEffect> _effects;

    private IssueEffects(ByName<IssueEffect> effects) => _effects = effects;

    /// <summary>Every issue does what it does of itself: a warning drops the value, an error the record, and none stops the run.</summary>
    public static IssueEffects Default { get; } = new(new ByName<IssueEffect>(StringComparer.Ordinal));

    /// <summary>The codes that something is said of.</summary>
    public IReadOnlyDictionary<string, IssueEffect> ByCode => _effects;

    /// <summary>The codes of issues about one value.</summary>
    internal static IReadOnlyList<string> ValueCodes { get; } =
    [
        IssueCodes.ValueInvalid, IssueCodes.ValueTooLong, IssueCodes.LookupMissing, IssueCodes.MatchMissing, IssueCodes.PatternTimeout, IssueCodes.FunctionFailed,
        IssueCodes.CountryUnknown, IssueCodes.EmailInvalid, IssueCodes.EndBeforeStart, IssueCodes.ManagerUnknown, IssueCodes.ManagerCycle,
    ];

    /// <summary>The codes of issues about a whole record.</summary>
    internal static IReadOnlyList<string> RecordCodes { get; } =
    [
        IssueCodes.KeyMissing, IssueCodes.RequiredMissing, IssueCodes.ValueRequired, IssueCodes.ActionUnknown, IssueCodes.ReferenceMissing, IssueCodes.EnrollmentConflict,
        IssueCodes.DuplicateConflict, IssueCodes.MatchAmbiguous, IssueCodes.RenameConflict, IssueCodes.NameTaken,
    ];

    /// <summary>Rows that are known are skipped only while this stays the same.</summary>
    internal string Version => _effects.Count == 0 ? "" : string.Concat(_effects.Select(effect => $"{effect.Key}={effect.Value};"));

    /// <summary>What issues of a code do; null: what they do of themselves.</summary>
    public IssueEffect? Of(string code) => _effects.TryGetValue(code, out IssueEffect effect) ? effect : null;

    /// <summary>These effects and one more.</summary>
    /// <param name="code">A code of <see cref="IssueCodes"/>, or of a rule of the host.</param>
    /// <param name="effect">The effect.</param>
    /// <exception cref="ArgumentException">The issue is about a whole record, so no value can be dropped for it.</exception>
    public IssueEffects With(string code, IssueEffect effect)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        if (effect == IssueEffect.DropValue && RecordCodes.Contains(code, StringComparer.Ordinal))
            throw new ArgumentException(NoValue(code), nameof(code));
        return new IssueEffects(_effects.With(code, effect));
    }

    internal static string NoValue(string code) => $"'{code}' is about a whole record, so there is no value to drop: write drop-record or stop-run.";

    internal static string Word(IssueEffect effect) => Words[(int)effect];

    internal static IReadOnlyList<string> AllWords => Words;

    internal static IssueEffect? Parse(string word) => Array.IndexOf(Words, word) is var index and >= 0 ? (IssueEffect)index : null;
}
