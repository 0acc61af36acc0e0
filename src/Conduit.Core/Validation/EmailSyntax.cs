namespace Conduit.Validation;

/// <summary>
/// What an e-mail address looks like: the unquoted form of RFC 5321 section 4.1.2, with letters of all languages (RFC 6531) and at
/// least one dot in the domain, without which no LMS accepts it.
/// </summary>
internal static class EmailSyntax
{
    private const string Special = "!#$%&'*+-/=?^_`{|}~.";

    public static bool IsValid(string address)
    {
        int at = address.LastIndexOf('@');
        return address.Length <= 254 && IsLocal(address.AsSpan(0, Math.Max(at, 0))) && IsDomain(address.AsSpan(at + 1));
    }

    private static bool IsLocal(ReadOnlySpan<char> local)
    {
        if (local.Length is 0 or > 64 || local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal))
            return false;
        foreach (char c in local)
        {
            if (!IsLetter(c) && !Special.Contains(c, StringComparison.Ordinal))
                return false;
        }
        return true;
    }

    private static bool IsDomain(ReadOnlySpan<char> domain)
    {
        int labels = 0;
        foreach (Range range in domain.Split('.'))
        {
            ReadOnlySpan<char> label = domain[range];
            if (label.Length is 0 or > 63 || label[0] == '-' || label[^1] == '-')
                return false;
            foreach (char c in label)
            {
                if (!IsLetter(c) && c != '-')
                    return false;
            }
            labels++;
        }
        return labels > 1;
    }

    private static bool IsLetter(char c) => c < 128 ? char.IsAsciiLetterOrDigit(c) : char.IsLetterOrDigit(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark;
}
