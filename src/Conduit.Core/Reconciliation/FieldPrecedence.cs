using System.Collections.Immutable;
using Conduit.Records;

namespace Conduit.Reconciliation;

/// <summary>
/// Which source counts where several differ in a field of one kind. Immutable; of a field that nothing is said of, and of sources that
/// are not named, the first source counts.
/// </summary>
public sealed class FieldPrecedence
{
    private readonly ByName<string[]> _sources;

    private FieldPrecedence(ByName<string[]> sources) => _sources = sources;

    /// <summary>The first source counts in every field.</summary>
    public static FieldPrecedence FirstSource { get; } = new(new ByName<string[]>(StringComparer.OrdinalIgnoreCase));

    /// <summary>The names of the sources by the name of the field, the one that counts first; custom fields with their prefix.</summary>
    public IReadOnlyDictionary<string, ImmutableArray<string>> ByField =>
        _sources.ToImmutableSortedDictionary(entry => entry.Key, entry => ImmutableArray.Create(entry.Value), StringComparer.OrdinalIgnoreCase);

    /// <summary>This precedence with an order of sources for a field.</summary>
    public FieldPrecedence With(RecordField field, params IEnumerable<string> sources)
    {
        ArgumentNullException.ThrowIfNull(field);
        return With(field.Name, sources);
    }

    /// <summary>This precedence with an order of sources for a custom field.</summary>
    /// <param name="name">Its short name, without <see cref="RecordFields.CustomPrefix"/>.</param>
    /// <param name="sources">The names of the sources, the one that counts first.</param>
    public FieldPrecedence WithCustom(string name, params IEnumerable<string> sources)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return With(RecordFields.CustomPrefix + name, sources);
    }

    /// <summary>Whether somebody said which source counts in a field.</summary>
    internal bool IsTold(string field) => _sources.ContainsKey(field);

    /// <summary>The place of a source in the order of a field: the smallest counts.</summary>
    internal int Rank(string field, string? source)
    {
        if (!_sources.TryGetValue(field, out string[]? order))
            return 0;
        int rank = Array.IndexOf(order, source ?? "");
        return rank < 0 ? order.Length : rank;
    }

    private FieldPrecedence With(string field, IEnumerable<string> sources) => new(_sources.With(field, [.. sources]));
}
