using System.Collections.Frozen;

namespace Conduit.Mapping.Conditions;

/// <summary>The cell is one of several values, but for case and the blanks around them.</summary>
internal sealed class InCondition : ColumnCondition
{
    private readonly string _heading;
    private readonly IReadOnlyList<string> _values;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _known;

    public InCondition(string heading, IReadOnlyList<string> values, int column = -1)
        : base(heading, column)
    {
        _heading = heading;
        _values = [.. values.Select(value => value.Trim())];
        _known = _values.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    protected override RowCondition At(int place) => new InCondition(_heading, _values, place);

    protected override bool Test(ReadOnlySpan<char> cell) => _known.Contains(cell);

    protected override string Phrase(bool isNot) => $"{(isNot ? "not " : "")}in ({string.Join(", ", _values.Select(ConditionText.Value))})";
}
