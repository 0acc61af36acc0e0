using Conduit.Records;

namespace Conduit.Reconciliation;

/// <summary>The ownership rule of each field of one kind. Immutable; a field that nothing is said of belongs to the source.</summary>
public sealed class FieldOwnership
{
    private readonly ByName<OwnershipRule> _rules;

    private FieldOwnership(ByName<OwnershipRule> rules) => _rules = rules;

    /// <summary>Every field belongs to the source.</summary>
    public static FieldOwnership OfSource { get; } = new(new ByName<OwnershipRule>(StringComparer.OrdinalIgnoreCase));

    /// <summary>The rules that are not <see cref="OwnershipRule.Always"/>, by the name of the field; custom fields with their prefix.</summary>
    public IReadOnlyDictionary<string, OwnershipRule> Rules => _rules;

    /// <summary>Rows that are known are skipped only while this stays the same.</summary>
    internal string Version => _rules.Count == 0 ? "" : string.Concat(_rules.Select(rule => $"{rule.Key.ToLowerInvariant()}={rule.Value};"));

    /// <summary>This ownership with another rule for a field.</summary>
    /// <exception cref="ArgumentException">The field identifies the record or what it refers to, so it always belongs to the source.</exception>
    public FieldOwnership With(RecordField field, OwnershipRule rule)
    {
        ArgumentNullException.ThrowIfNull(field);
        if (Check(field) is { } mistake)
            throw new ArgumentException(mistake, nameof(field));
        return With(field.Name, rule);
    }

    /// <summary>This ownership with another rule for a custom field.</summary>
    /// <param name="name">Its short name, without <see cref="RecordFields.CustomPrefix"/>.</param>
    /// <param name="rule">The rule.</param>
    public FieldOwnership WithCustom(string name, OwnershipRule rule)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return With(RecordFields.CustomPrefix + name, rule);
    }

    /// <summary>Why a field can have no rule; null when it can.</summary>
    internal static string? Check(RecordField field) => field.Is(FieldTraits.Reference) || field == RecordKeys.IdField(field.Kind)
        ? $"'{field.Name}' is what a {field.Kind.Name()} is known by, so it always belongs to the source."
        : null;

    /// <summary>What is left of what a row states when the LMS has its way.</summary>
    /// <param name="stated">What the row states.</param>
    /// <param name="known">What the LMS is known to hold; null for a new record.</param>
    /// <param name="kept">Called with the name of each field in which the LMS keeps another value.</param>
    internal RosterRecord Owned(RosterRecord stated, RosterRecord? known, Action<string> kept)
    {
        RosterRecord owned = stated;
        foreach ((string name, OwnershipRule rule) in _rules)
        {
            RecordField? field = RecordFields.Find(stated.Kind, name);
            string? custom = field is null ? name[RecordFields.CustomPrefix.Length..] : null;
            if (field is not null ? !stated.Stated.Contains(field) : stated.Custom[custom!] is null)
                continue;
            bool isEmpty = known is null || (field is not null ? known[field].IsEmpty : string.IsNullOrEmpty(known.Custom[custom!]));
            bool writes = rule switch
            {
                OwnershipRule.OnCreate => known is null,
                OwnershipRule.IfEmpty => isEmpty,
                _ => rule == OwnershipRule.Always,
            };
            if (writes)
                continue;
            if (known is not null && (field is not null ? !RecordComparison.SameValue(field, known[field], stated[field]) : (known.Custom[custom!] ?? "") != stated.Custom[custom!]))
                kept(name);
            owned = field is not null ? owned.Without(field) : owned.WithCustom(owned.Custom.Without(custom!));
        }
        return owned;
    }

    private FieldOwnership With(string name, OwnershipRule rule) => new(rule == OwnershipRule.Always ? _rules.Without(name) : _rules.With(name, rule));
}
