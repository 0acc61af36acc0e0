using System.Globalization;

namespace Conduit.Mapping.Words;

/// <summary>Whole numbers as arguments of words.</summary>
internal static class WholeNumber
{
    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The number; null when the text is none.</summary>
    public static int? Read(string text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : null;
}
