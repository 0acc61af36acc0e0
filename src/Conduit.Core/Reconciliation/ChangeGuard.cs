using System.Globalization;

namespace Conduit.Reconciliation;

/// <summary>
/// The most removals, or renames, of one kind in one plan. A plan with more of them than <paramref name="Percent"/> of the managed
/// records and more than <paramref name="Count"/> is blocked before anything is written.
/// </summary>
/// <param name="Percent">Percent of the managed records, 0 to 100.</param>
/// <param name="Count">Number of records; up to this many are always let through.</param>
public sealed record ChangeGuard(double Percent, long Count)
{
    /// <summary>10 % and 20 records.</summary>
    public static ChangeGuard Default { get; } = new(10, 20);

    /// <summary>No limit.</summary>
    public static ChangeGuard Off { get; } = new(100, long.MaxValue);

    /// <summary>Reads a limit for one run: <c>15%</c> or a number of records, which then is the only limit.</summary>
    /// <exception cref="FormatException">The text is neither.</exception>
    public static ChangeGuard Parse(string text)
    {
        string trimmed = text.Trim();
        if (trimmed.EndsWith('%') && double.TryParse(trimmed[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out double percent) && percent is >= 0 and <= 100)
            return new ChangeGuard(percent, 0);
        if (long.TryParse(trimmed, NumberStyles.None, CultureInfo.InvariantCulture, out long count))
            return new ChangeGuard(0, count);
        throw new FormatException($"'{text}' is no limit: write a percentage such as 15% or a number of records.");
    }

    /// <summary>Whether so many changes among so many managed records are too many.</summary>
    public bool IsExceeded(long changes, long managed) => changes > Count && changes * 100.0 > Percent * managed;
}
