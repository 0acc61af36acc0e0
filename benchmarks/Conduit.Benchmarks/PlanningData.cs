using System.Globalization;

namespace Conduit.Benchmarks;

/// <summary>
/// A roster of two days, the same bytes everywhere: ten enrollments for each user. The second day has 1 % new, 1 % gone and 2 % changed, in the order of the first and shuffled;
/// and there are folders with enrollments alone.
/// </summary>
internal sealed class PlanningData
{
    private readonly int _users;
    private readonly int _courses;

    private PlanningData(int enrollments)
    {
        _users = enrollments / 10;
        _courses = Math.Max(1_000, enrollments / 200);
        Folder = Path.Combine(Path.GetTempPath(), "conduit-benchmarks", string.Create(CultureInfo.InvariantCulture, $"planning-1-{enrollments}"));
    }

    public string Folder { get; }

    /// <summary>The whole roster of the first day.</summary>
    public string FirstDay => Path.Combine(Folder, "day1");

    /// <summary>The whole roster of the second day, in the order of the first.</summary>
    public string Nightly => Path.Combine(Folder, "day2");

    /// <summary>The enrollments of the first day alone: nothing changed.</summary>
    public string Unchanged => Path.Combine(Folder, "unchanged");

    /// <summary>The enrollments of the second day alone.</summary>
    public string SameOrder => Path.Combine(Folder, "same-order");

    /// <summary>The same, shuffled.</summary>
    public string Shuffled => Path.Combine(Folder, "shuffled");

    /// <summary>The whole roster with a value of every row changed.</summary>
    public string Everything => Path.Combine(Folder, "everything");

    /// <summary>Makes the files where they are not there yet.</summary>
    public static PlanningData Make(int enrollments)
    {
        var data = new PlanningData(enrollments);
        string done = Path.Combine(data.Folder, "done");
        if (File.Exists(done))
            return data;
        data.Write(data.FirstDay, day: 1);
        data.Write(data.Nightly, day: 2);
        data.Write(data.Everything, day: 3);
        data.Copy(data.FirstDay, data.Unchanged);
        data.Copy(data.Nightly, data.SameOrder);
        data.Shuffle();
        File.WriteAllText(done, "");
        return data;
    }

    private void Write(string folder, int day)
    {
        Directory.CreateDirectory(folder);
        Lines(folder, "users.csv", "username,idnumber,firstname,lastname,email,department,city", Users(day));
        Lines(folder, "courses.csv", "shortname,idnumber,fullname,category", Courses(day));
        Lines(folder, "enrollments.csv", "course_idnumber,user_idnumber,role,status,timestart,timeend", Enrollments(day));
    }

    private IEnumerable<string> Users(int day)
    {
        for (int user = 0; user < _users; user++)
        {
            if (!(day == 2 && IsGone(user)))
                yield return User(user, day == 3 || (day == 2 && user % 50 == 11) ? "Utrecht" : "Delft");
        }

        for (int user = _users; day == 2 && user < _users + (_users / 100); user++)
            yield return User(user, "Delft");
    }

    private static string User(int user, string city) =>
        string.Create(CultureInfo.InvariantCulture, $"user{user},E{1_000_000 + user},Given{user % 977},Family{user % 7_919},user{user}@example.com,Department {user % 23},{city}");

    private IEnumerable<string> Courses(int day)
    {
        for (int course = 0; course < _courses; course++)
        {
            if (!(day == 2 && IsEmpty(course)))
                yield return Course(course, day == 3 || (day == 2 && course % 50 == 9) ? "revised" : "first edition");
        }

        for (int course = _courses; day == 2 && course < _courses + (_courses / 100); course++)
            yield return Course(course, "first edition");
    }

    private static string Course(int course, string edition) =>
        string.Create(CultureInfo.InvariantCulture, $"C{course},CRS-{10_000 + course},\"Course {course}, {edition}\",Category {course % 40}");

    private IEnumerable<string> Enrollments(int day)
    {
        for (int pick = 0; pick < 10; pick++)
        {
            for (int user = 0; user < _users; user++)
            {
                if (!(day == 2 && IsGone(user)))
                    yield return Enrollment(user, (user * 7) + (pick * (_courses / 10)), day == 3 || (day == 2 && (user + pick) % 50 == 23) ? 200 : 120);
            }
        }

        for (int user = 1; day == 2 && user < _users; user += 10)
            yield return Enrollment(user, (user * 7) + 3, 120);
    }

    private string Enrollment(int user, int place, int days)
    {
        int course = place % _courses;
        if (IsEmpty(course))
            course++;
        DateTime start = new DateTime(2026, 9, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(user % 30);
        return string.Create(CultureInfo.InvariantCulture, $"CRS-{10_000 + course},E{1_000_000 + user},student,active,{start:yyyy-MM-dd'T'HH:mm:ss'Z'},{start.AddDays(days):yyyy-MM-dd'T'HH:mm:ss'Z'}");
    }

    private static bool IsGone(int user) => user % 100 == 7;

    /// <summary>Nobody is enrolled in these, so they can go.</summary>
    private static bool IsEmpty(int course) => course % 100 == 5;

    private void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        File.Copy(Path.Combine(from, "enrollments.csv"), Path.Combine(to, "enrollments.csv"), overwrite: true);
    }

    private void Shuffle()
    {
        string[] rows = [.. Enrollments(2)];
        ulong state = 42;
        for (int i = rows.Length - 1; i > 0; i--)
        {
            state = (state * 6_364_136_223_846_793_005) + 1_442_695_040_888_963_407;
            int other = (int)(((state >> 32) * (ulong)(i + 1)) >> 32);
            (rows[i], rows[other]) = (rows[other], rows[i]);
        }

        Directory.CreateDirectory(Shuffled);
        Lines(Shuffled, "enrollments.csv", "course_idnumber,user_idnumber,role,status,timestart,timeend", rows);
    }

    private static void Lines(string folder, string file, string header, IEnumerable<string> rows)
    {
        using var writer = DataFile.Create(Path.Combine(folder, file));
        writer.WriteLine(header);
        foreach (string row in rows)
            writer.WriteLine(row);
    }
}
