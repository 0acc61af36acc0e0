namespace Conduit.Mapping.Words;

/// <summary>What a word takes for a value that it has nothing for: a text, in which <c>{}</c> is the value itself.</summary>
internal static class Fallback
{
    public static string Of(string text, string value) => text.Replace("{}", value, StringComparison.Ordinal);
}
