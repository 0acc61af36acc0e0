using Conduit.Mapping;
using FsCheck;
using FsCheck.Fluent;

namespace Conduit.Tests.Mapping;

/// <summary>Mappings as nobody would write them, over files as nobody would export them.</summary>
internal static class RandomMappings
{
    /// <summary>The headings of the files that the mappings read.</summary>
    public static readonly string[] Headings = ["ID", "NAME", "GRADE", "Phone (home)", "is", "it's", "A|B", "{C}"];

    private static readonly TimeZoneInfo[] Zones = [TimeZoneInfo.Utc, TimeZoneInfo.FindSystemTimeZoneById("Europe/London")];

    /// <summary>Values with everything that a parser could stumble over.</summary>
    public static Gen<string> Values { get; } = Gen.OneOf(
        Gen.Elements("", "9", "10", "Mary Ann", "x or y", "it's", "a, b", "(c)", "empty", "not", "{D}", "{}", "|", " lead", "É", "Ärger", "7/1/2026", "1.0", "yes", "GB", "no-one"),
        Gen.Elements("ab 'é(,){}|".ToCharArray()).ArrayOf().Select(letters => new string(letters)));

    public static Gen<RowCondition> Conditions { get; } = Gen.Sized(size => ConditionOf(Math.Min(size, 4)));

    /// <summary>One word, or several of them, each with any arguments that fit.</summary>
    public static IReadOnlyList<(string Word, Gen<Action<FieldMapBuilder>> Use)> Words { get; } =
    [
        ("trim", Gen.Constant<Action<FieldMapBuilder>>(field => field.Trim())),
        ("lower", Gen.Constant<Action<FieldMapBuilder>>(field => field.Lower())),
        ("upper", Gen.Constant<Action<FieldMapBuilder>>(field => field.Upper())),
        ("default", Values.Select<string, Action<FieldMapBuilder>>(text => field => field.Default(text))),
        ("required", Gen.Constant<Action<FieldMapBuilder>>(field => field.Required())),
        ("coalesce", Gen.Elements(Headings).NonEmptyListOf().Select<List<string>, Action<FieldMapBuilder>>(columns => field => field.Coalesce(columns))),
        ("template", Gen.Elements("{}", "<{}>", "{} {NAME}", "{{{}}}", "{A|B}, {it's}").Select<string, Action<FieldMapBuilder>>(text => field => field.Template(text))),
        ("replace", Two(Values.Where(text => text.Length > 0), Values, (field, find, with) => field.Replace(find, with))),
        ("match", Two(Gen.Elements("[a-z]+", "^(.)", "(?<=a).", "\\d{1,2}", "'"), OrNull(Values), (field, pattern, text) => field.Match(pattern!, text))),
        ("part", Two(Gen.Elements(-3, -1, 1, 2, 5), Gen.Elements<int?>(null, 1, 3), (field, start, length) => field.Part(start, length))),
        ("split", Two(Values.Where(text => text.Length > 0), Gen.Elements(-2, -1, 1, 2), (field, separator, number) => field.Split(separator, number))),
        ("pad", Two(Gen.Elements(-9, 3, 12), Gen.Elements('0', ' ', '\'', ','), (field, length, sign) => field.Pad(length, sign))),
        ("slug", Gen.Elements("-", "", ".", ", ").Select<string, Action<FieldMapBuilder>>(separator => field => field.Slug(separator))),
        ("lookup", OrNull(Values).Select<string?, Action<FieldMapBuilder>>(text => field => field.Lookup("it's a, table", text))),
        ("date", Two(Gen.Elements("M/d/yyyy", "d.M.yy HH:mm", "yyyy-MM-dd'T'HH:mmzzz"), Gen.Elements(null, "Europe/London"), (field, format, zone) => field.Date(format!, zone))),
        ("number", Gen.Elements('.', ',').Select<char, Action<FieldMapBuilder>>(sign => field => field.Number(sign))),
        ("flag", Gen.Elements<(string?, string?)>((null, null), ("yes", null), ("9", "it's")).Select<(string? Yes, string? No), Action<FieldMapBuilder>>(words => field => field.Flag(words.Yes, words.No))),
        ("country", Gen.Constant<Action<FieldMapBuilder>>(field => field.Country())),
        ("language", Gen.Constant<Action<FieldMapBuilder>>(field => field.Language())),
        ("reverse", Gen.Constant<Action<FieldMapBuilder>>(field => field.Function("reverse"))),
    ];

    /// <summary>The functions that the mappings call.</summary>
    public static MapFunctions Functions => new MapFunctions().Register("reverse", "1", text => new string([.. text.Reverse()]));

    /// <summary>Maps of users whose key is the column ID, with any words and conditions on the other fields; some with usernames to be made unique.</summary>
    public static Gen<RecordMap> Maps => Sketches.Zip(Gen.OneOf(Gen.Constant<Action<FieldMapBuilder>?>(null), Entries.Select<Action<FieldMapBuilder>, Action<FieldMapBuilder>?>(entry => entry)))
        .Select(drawn => drawn.Item1.Map(drawn.Item2)).Where(map => map is not null).Select(map => map!);

    /// <summary>Maps of which each differs from the first in one thing: a field, the filter, the zone or what blanks mean; some in all.</summary>
    public static Gen<RecordMap[]> Edits(int count) =>
        from first in Sketches
        from others in Sketches.Zip(Gen.Choose(0, 6)).ListOf(count - 1)
        let sketches = others.Select(other => other.Item2 switch
        {
            0 => first with { When = other.Item1.When },
            1 => first with { Skip = other.Item1.Skip },
            2 => first with { Zone = other.Item1.Zone },
            3 => first with { Blank = other.Item1.Blank },
            4 => other.Item1,
            _ => first with { Entries = [other.Item1.Entries[0], .. first.Entries.Skip(1)] },
        }).Prepend(first)
        let maps = sketches.Select(sketch => sketch.Map()).ToArray()
        where maps[0] is not null
        select maps.Where(map => map is not null).Select(map => map!).ToArray();

    private static Gen<MapSketch> Sketches { get; } =
        from entries in (from field in Gen.Choose(0, MapSketch.Fields) from entry in Entries select (field, entry)).ListOf(4)
        from blank in Gen.Elements(Enum.GetValues<BlankRule>())
        from zone in Gen.Elements(Zones)
        from filters in Gen.Frequency((3, Gen.Constant<(RowCondition?, RowCondition?)>((null, null))), (1, Conditions.Zip(Conditions).Select<(RowCondition, RowCondition), (RowCondition?, RowCondition?)>(two => two)))
        select new MapSketch(entries, blank, zone, filters.Item1, filters.Item2);

    /// <summary>Rows of one file; their ids differ.</summary>
    public static Gen<string> Files { get; } = Values.ListOf(Headings.Length - 1).ListOf(6).Select(rows =>
        string.Join(',', Headings) + "\n" + string.Concat(rows.Select((row, i) => $"{i + 1},{string.Join(',', row.Select(cell => $"\"{cell}\""))}\n")));

    private static Gen<Action<FieldMapBuilder>> Entries { get; } =
        from head in Gen.OneOf(
            Gen.Elements(Headings).Select<string, Action<FieldMapBuilder>>(heading => field => field.From(CanonicalText.Column(heading))),
            Gen.Elements("{NAME} {GRADE}", "{{{is}", "x{A|B}'", "| {NAME}").Where(text => text[0] != '|').Select<string, Action<FieldMapBuilder>>(text => field => field.From(text)),
            Values.Select<string, Action<FieldMapBuilder>>(text => field => field.Constant(text)))
        from words in Gen.Elements<(string Word, Gen<Action<FieldMapBuilder>> Use)>([.. Words]).SelectMany(word => word.Use).ListOf()
        from blank in Gen.Elements(Enum.GetValues<BlankRule>())
        from zone in Gen.Elements<TimeZoneInfo?>([null, .. Zones])
        select (Action<FieldMapBuilder>)(field =>
        {
            head(field);
            foreach (Action<FieldMapBuilder> word in words.Take(3))
                word(field);
            field.Blank(blank);
            if (zone is not null)
                field.Zone(zone);
        });

    private static Gen<RowCondition> Tests => Gen.Elements(Headings).SelectMany(heading => Gen.OneOf(
        Values.Select(value => RowCondition.Column(heading).Is(value)),
        Values.NonEmptyListOf().Select(values => RowCondition.Column(heading).In(values)),
        Gen.Elements("^9", "a|b", "it's$", "[0-9]+", "x{2}").Select(pattern => RowCondition.Column(heading).Matches(pattern)),
        Gen.Constant(RowCondition.Column(heading).IsEmpty())));

    private static Gen<RowCondition> ConditionOf(int depth) => depth <= 0 ? Tests : Gen.OneOf(
        Tests,
        ConditionOf(depth - 1).Select(one => one.Not()),
        ConditionOf(depth - 1).Zip(ConditionOf(depth - 1)).Select(two => two.Item1.And(two.Item2)),
        ConditionOf(depth - 1).Zip(ConditionOf(depth - 1)).Select(two => two.Item1.Or(two.Item2)));

    private static Gen<string?> OrNull(Gen<string> texts) => Gen.OneOf(Gen.Constant<string?>(null), texts.Select<string, string?>(text => text));

    private static Gen<Action<FieldMapBuilder>> Two<TFirst, TSecond>(Gen<TFirst> first, Gen<TSecond> second, Action<FieldMapBuilder, TFirst, TSecond> use) =>
        first.Zip(second).Select<(TFirst First, TSecond Second), Action<FieldMapBuilder>>(two => field => use(field, two.First, two.Second));
}
