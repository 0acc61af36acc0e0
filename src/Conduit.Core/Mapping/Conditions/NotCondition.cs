using Conduit.Csv;

namespace Conduit.Mapping.Conditions;

/// <summary>The opposite of a condition.</summary>
internal sealed class NotCondition(RowCondition condition) : RowCondition
{
    /// <summary>The condition that must not hold.</summary>
    public RowCondition Condition => condition;

    internal override IEnumerable<string> Columns => condition.Columns;

    internal override RowCondition Bind(Func<string, int> columnOf) => new NotCondition(condition.Bind(columnOf));

    internal override bool Holds(in CsvRow row) => !condition.Holds(row);

    internal override bool Holds(Func<string, string?> valueOf) => !condition.Holds(valueOf);

    internal override string Write(ConditionBinding around) =>
        condition is ColumnCondition test ? test.WriteNot() : "not " + condition.Write(ConditionBinding.Not);
}
