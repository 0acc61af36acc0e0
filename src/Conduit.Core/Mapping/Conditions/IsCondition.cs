namespace Conduit.Mapping.Conditions;

/// <summary>The cell is a value, but for case and the blanks around both.</summary>
internal sealed class IsCondition(string heading, string value, int column = -1) : ColumnCondition(heading, column)
{
    private readonly string _heading = heading;
    private readonly string _value = value.Trim();

    protected override RowCondition At(int place) => new IsCondition(_heading, _value, place);

    protected override bool Test(ReadOnlySpan<char> cell) => cell.Equals(_value, StringComparison.OrdinalIgnoreCase);

    protected override string Phrase(bool isNot) => $"is {(isNot ? "not " : "")}{ConditionText.Value(_value)}";
}
