using System.Globalization;
using Conduit.Mapping;
using Conduit.Mapping.Words;
using Conduit.Records;

namespace Conduit;

/// <summary>The words that the values of a column need to become those of a field.</summary>
/// <param name="Words">The words with their bars; empty when the values are fine as they are.</param>
/// <param name="Note">What people should look at; null when there is nothing.</param>
/// <param name="Roles">What the column calls roles, and what they are called here.</param>
internal sealed record DraftWords(string Words, string? Note, IReadOnlyList<(string From, string To)> Roles)
{
    /// <summary>A list of more roles than this is no list of roles.</summary>
    private const int MostRoles = 30;

    private static readonly DraftWords Nothing = new("", null, []);

    // Those that read the day first stand behind those that read the month first; the rest cannot be taken for one another.
    private static readonly string[] Formats =
    [
        "M/d/yyyy", "d/M/yyyy", "M-d-yyyy", "d-M-yyyy", "d.M.yyyy", "yyyy/M/d", "yyyy.M.d", "M/d/yy", "d/M/yy", "d.M.yy", "d-MMM-yyyy", "d MMM yyyy", "MMM d, yyyy",
        "M/d/yyyy H:mm", "d/M/yyyy H:mm", "d.M.yyyy H:mm", "M/d/yyyy H:mm:ss", "d/M/yyyy H:mm:ss", "d.M.yyyy H:mm:ss", "M/d/yyyy h:mm tt", "M/d/yyyy h:mm:ss tt",
    ];

    private static readonly string[] KnownRoles = ["student", "teacher", "editingteacher", "manager", "coursecreator", "guest"];

    public static DraftWords For(RecordField field, IReadOnlyCollection<string> values)
    {
        if (values.Count == 0)
            return Nothing;
        if (field.Type == FieldType.Date)
            return ForDates(values);
        if (field.Type == FieldType.Roles)
            return ForRoles(values);
        if (field == UserFields.Country && values.Any(value => value.Length != 2) && values.All(value => CountryNames.Find(value) is not null))
            return Nothing with { Words = " | country" };
        bool isLanguage = field == UserFields.Language || field == CourseFields.Language;
        if (isLanguage && values.Any(value => value.Length != 2) && values.All(value => new LanguageWord().Apply(value, new MapContext()) is not null))
            return Nothing with { Words = " | language" };
        // What a spreadsheet makes of an id.
        if (field.Name == "idnumber" && values.All(value => value.EndsWith(".0", StringComparison.Ordinal) && long.TryParse(value.AsSpan(0, value.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out _)))
            return Nothing with { Words = " | number" };
        return Nothing;
    }

    private static DraftWords ForDates(IReadOnlyCollection<string> values)
    {
        if (values.All(value => DateReader.TryRead(value, TimeZoneInfo.Utc, false, out _)))
            return Nothing;
        string[] fitting = [.. Formats.Where(format => values.All(value =>
            DateTime.TryParseExact(value, format, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out _)))];
        return fitting switch
        {
            [] => Nothing with { Note = "The dates of this column are of no usual format; say which with the word date." },
            [var only] => Nothing with { Words = $" | date({CanonicalText.Argument(only)})" },
            _ => Nothing with { Words = $" | date({CanonicalText.Argument(fitting[0])})", Note = $"The dates could also be {fitting[1]}: no day in them is past the twelfth." },
        };
    }

    private static DraftWords ForRoles(IReadOnlyCollection<string> values)
    {
        if (values.Count > MostRoles || values.All(value => KnownRoles.Contains(value, StringComparer.Ordinal)))
            return Nothing;
        return Nothing with { Words = " | lookup(roles)", Roles = [.. values.Select(value => (value, RoleOf(Headings.Normalize(value))))] };
    }

    private static string RoleOf(string word) => word switch
    {
        "s" or "student" or "students" or "learner" or "pupil" or "stu" => "student",
        "t" or "teacher" or "instructor" or "faculty" or "primary" or "lecturer" or "professor" => "editingteacher",
        "ta" or "assistant" or "teachingassistant" or "tutor" or "aide" or "noneditingteacher" => "teacher",
        _ => word,
    };
}
