using Conduit.Records;
using Conduit.Tests.Support;

namespace Conduit.Tests.Reconciliation;

/// <summary>
/// What an LMS holds after each day, by the rules as the manual tells them and nothing else: what the rows state is there; who
/// is gone is suspended; who comes back is open again unless the rows say otherwise; courses stay. Whoever has another id under the same
/// username is the same person. What people change is put back, or kept where the LMS owns the field.
/// </summary>
/// <param name="ownsCity">Whether the LMS owns the cities of people, once they are made.</param>
internal sealed class LmsModel(bool ownsCity)
{
    private readonly SortedDictionary<string, RosterRecord> _users = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, RosterRecord> _courses = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, RosterRecord> _enrollments = new(StringComparer.Ordinal);
    private readonly HashSet<string> _shutUsers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _shutEnrollments = new(StringComparer.Ordinal);

    public string[] UserIds => [.. _users.Keys];

    /// <summary>Somebody changes a city in the LMS.</summary>
    public void Edit(string id, string city) => _users[id] = _users[id].With(UserFields.City, FieldValue.Of(city));

    public void Apply(IReadOnlyList<RosterRecord> rows)
    {
        Rename([.. rows.OfType<UserRecord>()]);
        Merge(_users, _shutUsers, rows.OfType<UserRecord>().GroupBy(u => u.IdNumber!, Owned, StringComparer.Ordinal), UserFields.Suspended, FieldValue.Of(true), FieldValue.Of(false));
        foreach (CourseRecord course in rows.OfType<CourseRecord>())
            _courses[course.IdNumber!] = _courses.TryGetValue(course.IdNumber!, out RosterRecord? known) ? known.Overlaid(course) : course;
        IEnumerable<IGrouping<string, RosterRecord>> pairs = rows.OfType<EnrollmentRecord>().GroupBy(e => e.CourseIdNumber + "/" + e.UserIdNumber, StringComparer.Ordinal)
            .Select(g => g.First().With(EnrollmentFields.Roles, FieldValue.Of(RoleSet.Of(g.SelectMany(e => e.Roles!.Roles)))))
            .GroupBy(e => e[EnrollmentFields.CourseIdNumber].ToString() + "/" + e[EnrollmentFields.UserIdNumber].ToString(), StringComparer.Ordinal);
        Merge(_enrollments, _shutEnrollments, pairs, EnrollmentFields.Status, FieldValue.Of(EnrollmentStatus.Suspended), FieldValue.Of(EnrollmentStatus.Active));
    }

    public string[] Picture() => [.. _users.Values.Concat(_courses.Values).Concat(_enrollments.Values.Select(Named)).Select(World.Describe).Order(StringComparer.Ordinal)];

    private RosterRecord Owned(UserRecord row) => ownsCity && _users.ContainsKey(row.IdNumber!) ? row.Without(UserFields.City) : row;

    private void Rename(UserRecord[] rows)
    {
        var claimed = rows.Select(row => row.IdNumber!).ToHashSet(StringComparer.Ordinal);
        foreach (UserRecord row in rows.Where(row => !_users.ContainsKey(row.IdNumber!)))
        {
            string? old = _users.FirstOrDefault(known => !claimed.Contains(known.Key) && ((UserRecord)known.Value).Username == row.Username).Key;
            if (old is null)
                continue;
            Move(_users, _shutUsers, old, row.IdNumber!, UserFields.IdNumber, row.IdNumber!);
            foreach (string key in _enrollments.Keys.Where(key => key.EndsWith("/" + old, StringComparison.Ordinal)).ToArray())
                Move(_enrollments, _shutEnrollments, key, key[..(key.IndexOf('/', StringComparison.Ordinal) + 1)] + row.IdNumber, EnrollmentFields.UserIdNumber, row.IdNumber!);
        }
    }

    private static void Move(SortedDictionary<string, RosterRecord> known, HashSet<string> shut, string from, string to, RecordField field, string value)
    {
        known[to] = known[from].With(field, FieldValue.Of(value));
        known.Remove(from);
        if (shut.Remove(from))
            shut.Add(to);
    }

    private static void Merge(
        SortedDictionary<string, RosterRecord> known, HashSet<string> shut, IEnumerable<IGrouping<string, RosterRecord>> rows, RecordField field, FieldValue closed, FieldValue open)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (IGrouping<string, RosterRecord> row in rows)
        {
            seen.Add(row.Key);
            RosterRecord stated = row.First();
            if (shut.Remove(row.Key) && !stated.Stated.Contains(field))
                stated = stated.With(field, open);
            known[row.Key] = known.TryGetValue(row.Key, out RosterRecord? before) ? before.Overlaid(stated) : stated;
        }
        foreach (string key in known.Keys.Where(k => !seen.Contains(k)).ToArray())
        {
            if (known[key][field].Equals(closed))
                continue;
            known[key] = known[key].With(field, closed);
            shut.Add(key);
        }
    }

    // The LMS tells what an enrollment refers to by every key it knows.
    private RosterRecord Named(RosterRecord enrollment)
    {
        var course = (CourseRecord)_courses[enrollment[EnrollmentFields.CourseIdNumber].ToString()];
        var user = (UserRecord)_users[enrollment[EnrollmentFields.UserIdNumber].ToString()];
        return enrollment.With(EnrollmentFields.Course, FieldValue.Of(course.ShortName)).With(EnrollmentFields.Username, FieldValue.Of(user.Username));
    }
}
