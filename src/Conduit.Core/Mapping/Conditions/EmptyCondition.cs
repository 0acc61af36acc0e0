namespace Conduit.Mapping.Conditions;

/// <summary>The cell is blank.</summary>
internal sealed class EmptyCondition(string heading, int column = -1) : ColumnCondition(heading, column)
{
    private readonly string _heading = heading;

    protected override RowCondition At(int place) => new EmptyCondition(_heading, place);

    protected override bool Test(ReadOnlySpan<char> cell) => cell.IsEmpty;

    protected override string Phrase(bool isNot) => isNot ? "is not empty" : "is empty";
}
