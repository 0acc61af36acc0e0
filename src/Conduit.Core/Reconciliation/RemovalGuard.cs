using System.Globalization;

namespace Conduit.Reconciliation;

/// <summary>
/// The most removals of one kind in one plan. A plan that would remove more than <paramref name="Percent"/> of the managed
/// records and more than <paramref name="Count"/> of them is blocked before anything is written.
/// </summary>
/// <param name="Percent">Percent of the managed records, 0 to 100.</param>
/// <param name="Count">Number of records; up to this many may always go.</param>
public sealed record RemovalGuard(double Percent, long Count)
{
    /// <summary>10 % and 20 records.</summary>
    public static RemovalGuard Default { get; } = new(10, 20);

    /// <summary>No limit.</summary>
    public static RemovalGuard Off { get; } = new(100, long.MaxValue);

    /// <summary>Reads a limit for one run: <c>15%</c> or a number of records, which then is the only limit.</summary>
    /// <exception cref="FormatException">The text is neither.</exception>
    public static RemovalGuard Parse(string text)
    {
        string trimmed = text.Trim();
        if (trimmed.EndsWith('%') && double.TryParse(trimmed[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out double percent) && percent is >= 0 and <= 100)
            return new RemovalGuard(percent, 0);
        if (long.TryParse(trimmed, NumberStyles.None, CultureInfo.InvariantCulture, out long count))
            return new RemovalGuard(0, count);
        throw new FormatException($"'{text}' is no limit for removals: write a percentage such as 15% or a number of records.");
    }

    /// <summary>Whether so many removals among so many managed records are too many.</summary>
    public bool IsExceeded(long removals, long managed) => removals > Count && removals * 100.0 > Percent * managed;
}
