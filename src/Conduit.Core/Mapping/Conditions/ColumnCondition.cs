using System.Buffers;
using System.Text;
using Conduit.Csv;

namespace Conduit.Mapping.Conditions;

/// <summary>A test of one column.</summary>
/// <param name="heading">The heading of the column.</param>
/// <param name="column">Its place in the file, from 0; -1 until it was found.</param>
internal abstract class ColumnCondition(string heading, int column) : RowCondition
{
    private const int ShortCell = 256;

    internal sealed override IEnumerable<string> Columns => [heading];

    internal sealed override RowCondition Bind(Func<string, int> columnOf) => At(columnOf(heading));

    internal sealed override bool Holds(in CsvRow row)
    {
        ReadOnlySpan<byte> cell = row[column].Utf8;
        // There are never more characters than bytes.
        if (cell.Length <= ShortCell)
        {
            Span<char> few = stackalloc char[ShortCell];
            return Test(((ReadOnlySpan<char>)few[..Encoding.UTF8.GetChars(cell, few)]).Trim());
        }
        char[] many = ArrayPool<char>.Shared.Rent(cell.Length);
        bool holds = Test(many.AsSpan(0, Encoding.UTF8.GetChars(cell, many)).Trim());
        ArrayPool<char>.Shared.Return(many, clearArray: true);
        return holds;
    }

    internal sealed override bool Holds(Func<string, string?> valueOf) => Test(valueOf(heading).AsSpan().Trim());

    internal sealed override string Write(ConditionBinding around) => $"{ConditionText.Heading(heading)} {Phrase(isNot: false)}";

    /// <summary>The opposite, as people write it: <c>is not</c> and not <c>not ... is</c>.</summary>
    internal string WriteNot() => $"{ConditionText.Heading(heading)} {Phrase(isNot: true)}";

    /// <summary>The test at another place.</summary>
    protected abstract RowCondition At(int place);

    /// <summary>Tests a cell without the blanks around it.</summary>
    protected abstract bool Test(ReadOnlySpan<char> cell);

    /// <summary>The test as it is written behind the heading.</summary>
    protected abstract string Phrase(bool isNot);
}
