namespace Conduit.Mapping;

/// <summary>Finds what somebody probably meant: the known name with the fewest edits (Levenshtein's, and swaps), if they are few.</summary>
internal static class NearestName
{
    /// <summary>The closest candidate; null when none is close. Case, spaces, underscores and hyphens do not count.</summary>
    public static string? Of(string name, IEnumerable<string> candidates)
    {
        string wanted = Headings.Normalize(name);
        // A third of the letters may differ: more than that is another word.
        int allowed = Math.Max(1, wanted.Length / 3);
        string? best = null;
        foreach (string candidate in candidates)
        {
            string known = Headings.Normalize(candidate);
            if (wanted.Length == 0 || known.Length == 0 || Math.Abs(known.Length - wanted.Length) > allowed)
                continue;
            int distance = Distance(wanted, known);
            if (distance <= allowed && distance < known.Length)
            {
                best = candidate;
                allowed = distance - 1;
                if (allowed < 0)
                    break;
            }
        }
        return best;
    }

    /// <summary>The tail of a sentence: <c>; did you mean 'x'?</c> or a full stop.</summary>
    public static string Hint(string name, IEnumerable<string> candidates) =>
        Of(name, candidates) is { } nearest ? $"; did you mean '{nearest}'?" : ".";

    /// <summary>Letters put in, left out or replaced; two neighbours swapped, the commonest slip, count once.</summary>
    private static int Distance(string a, string b)
    {
        int[] beforeLast = [];
        int[] last = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            var row = new int[b.Length + 1];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(Math.Min(last[j], row[j - 1]) + 1, replaced);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
            }
            (beforeLast, last) = (last, row);
        }
        return last[^1];
    }
}
