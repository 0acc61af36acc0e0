using System.Globalization;
using Conduit.Records;
using Conduit.Sinks;
using Conduit.Sources;

namespace Conduit.Reconciliation;

/// <summary>
/// Makes usernames of bases: the base itself, or the base with the lowest number behind it that nobody has. A known name stays while
/// its base does; who has none waits until all rows are read, and then names are given in the order of keys, so that the order of
/// rows means nothing.
/// </summary>
internal sealed class UsernameNumbering(PlanContext context, RecordKind kind, KindCapabilities capabilities, DecisionTable decisions)
{
    // Where the LMS owns names, what somebody has been given is never made anew.
    private readonly bool _namesAreForGood = context.Policies[RecordKind.User].Ownership.Rules.ContainsKey(UserFields.Username.Name);
    private readonly Dictionary<int, string> _given = [];
    private HashSet<Hash128>? _taken;
    private readonly Dictionary<string, int> _next = new(StringComparer.Ordinal);
    private Dictionary<int, List<UnnamedRow>> _waiting = [];

    private static int MaxLength => UserFields.Username.MaxLength;

    /// <summary>What the username of a row is to be made of; null where it is stated, or where the LMS has none.</summary>
    public string? BaseOf(SourceRecord source) => kind == RecordKind.User && capabilities.Fields.Contains(UserFields.Username) ? source.BaseName : null;

    /// <summary>Whether a row of a person waits for a name.</summary>
    public bool Waits(int target) => _waiting.ContainsKey(target);

    /// <summary>Gives a row the username of its person.</summary>
    /// <returns>False where it is not known yet: the row waits for <see cref="Give"/>, and so does whatever else is said of the person after it.</returns>
    public bool TryName(int target, ref MappedRow row, RowPlace place)
    {
        if (Waits(target) || row.BaseName is { } baseName && !_given.ContainsKey(target) && !Stays(KnownName(target), baseName))
        {
            if (!_waiting.TryGetValue(target, out List<UnnamedRow>? rows))
                _waiting.Add(target, rows = []);
            rows.Add(new UnnamedRow(target, row, place));
            return false;
        }
        row = Named(target, row);
        return true;
    }

    /// <summary>A row with the username that its person has, or was given.</summary>
    public MappedRow Named(int target, MappedRow row) => row.BaseName is not null && (_given.GetValueOrDefault(target) ?? KnownName(target)) is { } name
        ? row with { Record = row.Record.With(UserFields.Username, FieldValue.Of(name)) }
        : row;

    /// <summary>Gives names to all who wait, in the order of their keys, and goes on with their rows.</summary>
    /// <param name="accept">Takes a row for a target.</param>
    public void Give(Action<int, MappedRow, RowPlace> accept)
    {
        if (_waiting.Count == 0)
            return;
        Dictionary<int, List<UnnamedRow>> waiting = _waiting;
        _waiting = [];
        HashSet<Hash128> taken = _taken ??= [];
        foreach (IGrouping<int, UnnamedRow> person in waiting.Values.SelectMany(rows => rows)
            .OrderBy(w => w.Row.Key).ThenBy(w => w.Place.Feed).ThenBy(w => w.Place.Row).GroupBy(w => w.Target))
        {
            MappedRow[] rows = [.. person.Select(w => w.Row).Where(r => r.BaseName is not null)];
            // Of rows that say the same record the first counts; of rows that act one after the other the last.
            string baseName = (rows[0].IsSupport ? rows[0] : rows[^1]).BaseName!;
            string name = _given[person.Key] = Choose(person.Key, baseName);
            taken.Add(Hash(name));
            foreach (UnnamedRow waited in person)
                accept(waited.Target, waited.Row, waited.Place);
            // Whoever is rejected needs no name, and must not keep it from others.
            if (decisions[person.Key].Verdict == Verdict.Held)
            {
                taken.Remove(Hash(name));
                _next.Remove(baseName);
            }
        }
    }

    /// <summary>Whether a name is a base, with a number or without.</summary>
    internal static bool IsMadeOf(string name, string baseName)
    {
        for (int digits = name.Length; digits > 0 && char.IsAsciiDigit(name[digits - 1]); digits--)
        {
            if (int.TryParse(name.AsSpan(digits - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 1 && IsSame(name, Numbered(baseName, number)))
                return true;
        }
        return IsSame(name, Numbered(baseName, 1));
    }

    /// <summary>A base with a number behind it, shortened where both together would be too long; the first has none.</summary>
    internal static string Numbered(string baseName, int number)
    {
        string digits = number == 1 ? "" : number.ToString(CultureInfo.InvariantCulture);
        return baseName[..Math.Min(baseName.Length, MaxLength - digits.Length)] + digits;
    }

    private static bool IsSame(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private bool Stays(string? known, string baseName) => known is not null && (_namesAreForGood || IsMadeOf(known, baseName));

    private string Choose(int target, string baseName)
    {
        string? known = KnownName(target);
        // What another row of the person, one that fits or is unchanged, has settled is not changed by this one.
        if (known is not null && (decisions[target].Verdict != Verdict.None || Stays(known, baseName)))
            return known;
        int number = _next.GetValueOrDefault(baseName, 1);
        while (!IsFree(Numbered(baseName, number)))
            number++;
        _next[baseName] = number + 1;
        return Numbered(baseName, number);
    }

    // A name that somebody gives up tonight is still taken tonight: changes are not applied in the order of names.
    private bool IsFree(string name) => _taken?.Contains(Hash(name)) is not true
        && context.State.FindByName(RecordKind.User, name) == -1
        && context.Resolver.Resolve(RecordKind.User, null, name) is null;

    private Hash128 Hash(string name) => context.State.HashName(RecordKind.User, name);

    private string? KnownName(int target) =>
        target >= 0 && context.State.Read(RecordKind.User, target).Values[UserFields.Username].AsText() is { Length: > 0 } name ? name : null;
}
