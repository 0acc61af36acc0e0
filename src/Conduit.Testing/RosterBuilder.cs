using System.Globalization;
using Conduit.Records;
using Conduit.Sources;
using CsvHelper;

namespace Conduit.Testing;

/// <summary>
/// Builds small, consistent rosters for tests, and the days after the first: add, change and remove records, and take the roster
/// as a source or as CSV files with the known names and headings. The same calls give the same roster.
/// </summary>
public sealed class RosterBuilder
{
    private static readonly string[] FirstNames = ["Ada", "Alan", "Grace", "Mei", "Noah", "Olga", "Priya", "Zoë"];
    private static readonly string[] LastNames = ["Byron", "Chen", "Dvořák", "Hopper", "Khan", "O'Brien", "Turing", "Young"];

    private readonly List<RosterRecord> _records = [];

    /// <summary>The records, in the order of their kinds.</summary>
    public IReadOnlyList<RosterRecord> Records => [.. _records.OrderBy(r => r.Kind)];

    /// <summary>Adds people with idnumbers <c>U1</c>, <c>U2</c> and on, after those that are there.</summary>
    public RosterBuilder AddUsers(int count)
    {
        int from = Count(RecordKind.User);
        for (int i = from + 1; i <= from + count; i++)
        {
            string number = Text(i);
            _records.Add(new UserRecord
            {
                Username = "user" + number,
                IdNumber = "U" + number,
                FirstName = FirstNames[i % FirstNames.Length],
                LastName = LastNames[i / FirstNames.Length % LastNames.Length],
                Email = $"user{number}@example.edu",
            });
        }
        return this;
    }

    /// <summary>Adds courses with idnumbers <c>C1</c>, <c>C2</c> and on, after those that are there.</summary>
    public RosterBuilder AddCourses(int count)
    {
        int from = Count(RecordKind.Course);
        for (int i = from + 1; i <= from + count; i++)
            _records.Add(new CourseRecord { ShortName = "course" + Text(i), IdNumber = "C" + Text(i), FullName = "Course " + Text(i) });
        return this;
    }

    /// <summary>Puts every user into some of the courses, as a student; who is in already stays as he is.</summary>
    /// <param name="each">How many courses each user takes, at most as many as there are.</param>
    public RosterBuilder EnrollEverybody(int each)
    {
        UserRecord[] users = [.. _records.OfType<UserRecord>()];
        CourseRecord[] courses = [.. _records.OfType<CourseRecord>()];
        var taken = _records.OfType<EnrollmentRecord>().Select(e => (e.UserIdNumber, e.CourseIdNumber)).ToHashSet();
        for (int user = 0; user < users.Length; user++)
        {
            for (int i = 0; i < Math.Min(each, courses.Length); i++)
            {
                CourseRecord course = courses[(user + i) % courses.Length];
                if (taken.Add((users[user].IdNumber, course.IdNumber)))
                    _records.Add(new EnrollmentRecord { CourseIdNumber = course.IdNumber, UserIdNumber = users[user].IdNumber, Roles = RoleSet.Of("student") });
            }
        }
        return this;
    }

    /// <summary>Adds a record of any kind.</summary>
    public RosterBuilder Add(RosterRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        _records.Add(record);
        return this;
    }

    /// <summary>Changes a field of every record that a condition picks.</summary>
    public RosterBuilder Change<TRecord>(Func<TRecord, bool> which, RecordField field, FieldValue value)
        where TRecord : RosterRecord
    {
        ArgumentNullException.ThrowIfNull(which);
        for (int i = 0; i < _records.Count; i++)
        {
            if (_records[i] is TRecord record && which(record))
                _records[i] = record.With(field, value);
        }
        return this;
    }

    /// <summary>Removes every record that a condition picks. What refers to them stays, as it does in bad exports.</summary>
    public RosterBuilder Remove<TRecord>(Func<TRecord, bool> which)
        where TRecord : RosterRecord
    {
        ArgumentNullException.ThrowIfNull(which);
        _records.RemoveAll(r => r is TRecord record && which(record));
        return this;
    }

    /// <summary>The roster as a source with one complete feed for each kind that has records.</summary>
    public RecordListSource ToSource(string name = "roster") => new(name, _records.GroupBy(r => r.Kind).OrderBy(g => g.Key)
        .Select(g => new RecordListFeed(g.Key.Name() + "s", g.Key, Coverage.Complete, [.. g])));

    /// <summary>Writes the roster as CSV files: <c>users.csv</c>, <c>courses.csv</c>, <c>enrollments.csv</c> and so on. Files of kinds without records are not touched.</summary>
    /// <param name="folder">The folder, which is made if need be.</param>
    public void WriteCsv(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (IGrouping<RecordKind, RosterRecord> kind in _records.GroupBy(r => r.Kind))
        {
            RecordField[] fields = [.. RecordFields.Of(kind.Key).Where(f => kind.Any(r => r.Stated.Contains(f)))];
            string[] custom = [.. kind.SelectMany(r => r.Custom).Select(c => c.Key).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];
            using CsvWriter writer = CsvWriter.ToFile(Path.Combine(folder, kind.Key.Name() + "s.csv"));
            writer.WriteRecord([.. fields.Select(f => f.Name), .. custom.Select(c => RecordFields.CustomPrefix + c)]);
            foreach (RosterRecord record in kind)
                writer.WriteRecord([.. fields.Select(f => record[f].ToString()), .. custom.Select(c => record.Custom[c] ?? "")]);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private int Count(RecordKind kind) => _records.Count(r => r.Kind == kind);
}
