using Conduit.Csv;

namespace Conduit.Mapping.Conditions;

/// <summary>Two conditions of which one must hold.</summary>
internal sealed class EitherCondition(RowCondition left, RowCondition right) : RowCondition
{
    internal override IEnumerable<string> Columns => left.Columns.Concat(right.Columns);

    internal override RowCondition Bind(Func<string, int> columnOf) => new EitherCondition(left.Bind(columnOf), right.Bind(columnOf));

    internal override bool Holds(in CsvRow row) => left.Holds(row) || right.Holds(row);

    internal override bool Holds(Func<string, string?> valueOf) => left.Holds(valueOf) || right.Holds(valueOf);

    internal override string Write(ConditionBinding around)
    {
        string text = $"{left.Write(ConditionBinding.Or)} or {right.Write(ConditionBinding.Or)}";
        return around > ConditionBinding.Or ? $"({text})" : text;
    }
}
