using Conduit.Csv;
using Conduit.Mapping.Conditions;

namespace Conduit.Mapping;

/// <summary>
/// What a row must hold for a feed to take it, to skip it, or for a field to be stated: <c>STATUS is not Withdrawn and GRADE in (9, 10)</c>.
/// Case and the blanks around a cell do not count. Immutable; asked of every row, and so without allocating.
/// </summary>
public abstract class RowCondition
{
    private protected RowCondition()
    {
    }

    /// <summary>The columns that the condition looks at, by their headings, each as often as it stands there.</summary>
    internal abstract IEnumerable<string> Columns { get; }

    /// <summary>Begins a condition about a column.</summary>
    /// <param name="heading">The heading of the column.</param>
    public static ColumnTests Column(string heading)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(heading);
        return new ColumnTests(heading);
    }

    /// <summary>Reads a condition as a <c>sync.json</c> writes it.</summary>
    /// <exception cref="FormatException">The text is no condition; the message says why.</exception>
    public static RowCondition Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var errors = new List<MapError>();
        return ConditionParser.Parse(text, errors) ?? throw new FormatException(errors[0].Message);
    }

    /// <summary>Holds where both hold.</summary>
    public RowCondition And(RowCondition other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new BothCondition(this, other);
    }

    /// <summary>Holds where one of them holds, or both.</summary>
    public RowCondition Or(RowCondition other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new EitherCondition(this, other);
    }

    /// <summary>Holds where this one does not.</summary>
    public RowCondition Not() => this is NotCondition not ? not.Condition : new NotCondition(this);

    /// <summary>The condition as a <c>sync.json</c> writes it.</summary>
    public sealed override string ToString() => Write(ConditionBinding.Or);

    /// <summary>The condition with its columns found in a file.</summary>
    internal abstract RowCondition Bind(Func<string, int> columnOf);

    /// <summary>Whether a row of the file that the condition is bound to fulfils it.</summary>
    internal abstract bool Holds(in CsvRow row);

    /// <summary>Whether named values fulfil it; one that is not there is blank.</summary>
    internal abstract bool Holds(Func<string, string?> valueOf);

    /// <summary>The text, in parentheses where what stands around it binds closer.</summary>
    internal abstract string Write(ConditionBinding around);
}
