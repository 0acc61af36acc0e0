using Conduit.Mapping.Conditions;

namespace Conduit.Mapping;

/// <summary>The tests that a condition can make of a column; see <see cref="RowCondition.Column"/>.</summary>
public sealed class ColumnTests
{
    private readonly string _heading;

    internal ColumnTests(string heading) => _heading = heading;

    /// <summary>The cell is this value.</summary>
    public RowCondition Is(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new IsCondition(_heading, value);
    }

    /// <summary>The cell is one of these values.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public RowCondition In(params IEnumerable<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        string[] all = [.. values];
        if (all.Length == 0)
            throw new ArgumentException("Name at least one value.", nameof(values));
        return new InCondition(_heading, all);
    }

    /// <summary>A part of the cell fits a regular expression; <c>^</c> and <c>$</c> tie it to the ends.</summary>
    /// <param name="pattern">A pattern of .NET that looks neither around nor back, so that the time to search grows with the cell alone.</param>
    /// <exception cref="ArgumentException">The pattern is none, or not such a one.</exception>
    public RowCondition Matches(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return MatchesCondition.Make(_heading, pattern, out MapError? error) ?? throw new ArgumentException(error!.Message, nameof(pattern));
    }

    /// <summary>The cell is blank.</summary>
    public RowCondition IsEmpty() => new EmptyCondition(_heading);
}
