using Conduit.Csv;

namespace Conduit.Mapping.Conditions;

/// <summary>Two conditions that must both hold.</summary>
internal sealed class BothCondition(RowCondition left, RowCondition right) : RowCondition
{
    internal override IEnumerable<string> Columns => left.Columns.Concat(right.Columns);

    internal override RowCondition Bind(Func<string, int> columnOf) => new BothCondition(left.Bind(columnOf), right.Bind(columnOf));

    internal override bool Holds(in CsvRow row) => left.Holds(row) && right.Holds(row);

    internal override bool Holds(Func<string, string?> valueOf) => left.Holds(valueOf) && right.Holds(valueOf);

    internal override string Write(ConditionBinding around)
    {
        string text = $"{left.Write(ConditionBinding.And)} and {right.Write(ConditionBinding.And)}";
        return around > ConditionBinding.And ? $"({text})" : text;
    }
}
