using Conduit.Records;

namespace Conduit.Reconciliation;

/// <summary>Makes one record of what several sources say of it, field by field.</summary>
internal sealed class SourceMerge(FieldPrecedence precedence)
{
    private readonly Dictionary<(MappedRow Winner, MappedRow Loser, bool IsTold), List<string>> _conflicts = [];

    /// <summary>The fields in which a source differs from the one that counts, and whether the policy says which one that is.</summary>
    public IEnumerable<((MappedRow Winner, MappedRow Loser, bool IsTold) Rows, List<string> Fields)> Conflicts => _conflicts.Select(conflict => (conflict.Key, conflict.Value));

    /// <summary>Merges.</summary>
    /// <param name="sources">What each source says, in their order, each with its first row.</param>
    public RosterRecord Merge(IReadOnlyList<(MappedRow Row, RosterRecord Record)> sources)
    {
        RosterRecord merged = RosterRecord.Create(sources[0].Record.Kind);
        foreach (RecordField field in RecordFields.Of(merged.Kind))
        {
            (MappedRow Row, RosterRecord Record)[] stated = [.. sources.Where(source => source.Record.Stated.Contains(field))];
            if (stated.Length == 0)
                continue;
            if (field.Type == FieldType.Roles)
            {
                merged.Set(field, FieldValue.Of(RoleSet.Of(stated.SelectMany(source => source.Record[field].AsRoles()?.Roles ?? []))));
                continue;
            }
            // A blank says nothing against what another source knows.
            (MappedRow Row, RosterRecord Record) winner = Order(field.Name, stated, source => source.Record[field].IsEmpty);
            merged.Set(field, winner.Record[field]);
            foreach ((MappedRow row, RosterRecord record) in stated)
            {
                if (!field.Is(FieldTraits.Reference) && !record[field].IsEmpty && !RecordComparison.SameValue(field, record[field], winner.Record[field]))
                    Tell(winner.Row, row, field.Name);
            }
        }
        foreach (string name in sources.SelectMany(source => source.Record.Custom.Select(custom => custom.Key)).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            string field = RecordFields.CustomPrefix + name;
            (MappedRow Row, RosterRecord Record)[] stated = [.. sources.Where(source => source.Record.Custom[name] is not null)];
            (MappedRow Row, RosterRecord Record) winner = Order(field, stated, source => source.Record.Custom[name]!.Length == 0);
            merged.SetCustom(merged.Custom.With(CustomFields.Of([new(name, winner.Record.Custom[name]!)])));
            foreach ((MappedRow row, RosterRecord record) in stated)
            {
                if (record.Custom[name] is { Length: > 0 } value && value != winner.Record.Custom[name])
                    Tell(winner.Row, row, field);
            }
        }
        return merged;
    }

    private (MappedRow Row, RosterRecord Record) Order(
        string field, IEnumerable<(MappedRow Row, RosterRecord Record)> stated, Func<(MappedRow Row, RosterRecord Record), bool> isBlank) =>
        stated.OrderBy(isBlank).ThenBy(source => precedence.Rank(field, source.Row.Origin)).First();

    private void Tell(MappedRow winner, MappedRow loser, string field)
    {
        (MappedRow, MappedRow, bool) key = (winner, loser, precedence.IsTold(field));
        if (!_conflicts.TryGetValue(key, out List<string>? fields))
            _conflicts.Add(key, fields = []);
        fields.Add(field);
    }
}
