using System.Globalization;
using System.Text;
using CsvHelper;
using FluentValidation;

namespace Conduit.Benchmarks.Peers;

/// <summary>What everyone writes first: records of strings, a validator for each row of the second day, dictionaries, equality of records.</summary>
internal static class Naive
{
    /// <summary>Compares two folders of rosters and tells how many changes of enrollments there are.</summary>
    public static (long Created, long Updated, long Removed, long Unchanged) Compare(string before, string after, string output)
    {
        using var writer = new StreamWriter(output, append: false, new UTF8Encoding(false), 1 << 16);
        Compare(Load<UserRow>(before, "users.csv"), Load<UserRow>(after, "users.csv"), user => user.idnumber, new UserRules(), writer);
        Compare(Load<CourseRow>(before, "courses.csv"), Load<CourseRow>(after, "courses.csv"), course => course.idnumber, new CourseRules(), writer);
        return Compare(
            Load<EnrollmentRow>(before, "enrollments.csv"), Load<EnrollmentRow>(after, "enrollments.csv"),
            enrollment => enrollment.course_idnumber + "|" + enrollment.user_idnumber, new EnrollmentRules(), writer);
    }

    private static List<T> Load<T>(string folder, string file)
        where T : class
    {
        using CsvReader reader = CsvReader.FromFile(Path.Combine(folder, file));
        return [.. reader.GetRecords<T>()];
    }

    private static (long Created, long Updated, long Removed, long Unchanged) Compare<T>(List<T> before, List<T> after, Func<T, string> keyOf, IValidator<T> rules, StreamWriter writer)
        where T : class
    {
        Dictionary<string, T> old = before.ToDictionary(keyOf, StringComparer.Ordinal);
        Dictionary<string, T> now = after.Where(row => rules.Validate(row).IsValid).ToDictionary(keyOf, StringComparer.Ordinal);
        List<T> created = [.. now.Where(row => !old.ContainsKey(row.Key)).Select(row => row.Value)];
        List<T> removed = [.. old.Where(row => !now.ContainsKey(row.Key)).Select(row => row.Value)];
        List<T> updated = [.. now.Where(row => old.TryGetValue(row.Key, out T? known) && !known.Equals(row.Value)).Select(row => row.Value)];
        foreach (T row in created)
            writer.WriteLine("created " + row);
        foreach (T row in updated)
            writer.WriteLine("updated " + row);
        foreach (T row in removed)
            writer.WriteLine("removed " + row);
        return (created.Count, updated.Count, removed.Count, now.Count - created.Count - updated.Count);
    }

    private static bool IsTime(string text) =>
        text.Length == 0 || DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);

    private sealed class UserRules : AbstractValidator<UserRow>
    {
        public UserRules()
        {
            RuleFor(user => user.username).NotEmpty().MaximumLength(100);
            RuleFor(user => user.firstname).NotEmpty().MaximumLength(100);
            RuleFor(user => user.lastname).NotEmpty().MaximumLength(100);
            RuleFor(user => user.email).NotEmpty().EmailAddress().MaximumLength(100);
            RuleFor(user => user.city).MaximumLength(120);
        }
    }

    private sealed class CourseRules : AbstractValidator<CourseRow>
    {
        public CourseRules()
        {
            RuleFor(course => course.shortname).NotEmpty().MaximumLength(255);
            RuleFor(course => course.fullname).NotEmpty().MaximumLength(1333);
        }
    }

    private sealed class EnrollmentRules : AbstractValidator<EnrollmentRow>
    {
        public EnrollmentRules()
        {
            RuleFor(enrollment => enrollment.course_idnumber).NotEmpty().MaximumLength(100);
            RuleFor(enrollment => enrollment.user_idnumber).NotEmpty().MaximumLength(255);
            RuleFor(enrollment => enrollment.role).NotEmpty();
            RuleFor(enrollment => enrollment.status).Must(status => status is "active" or "suspended");
            RuleFor(enrollment => enrollment.timestart).Must(IsTime);
            RuleFor(enrollment => enrollment.timeend).Must(IsTime);
        }
    }
}
