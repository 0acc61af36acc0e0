using System.Globalization;

namespace Conduit.Cli.Generating;

/// <summary>
/// Makes two days of a roster. Each day is consistent in itself: every reference leads somewhere, managers do not go round in
/// circles, ends come after starts. Between the days one record in a hundred is new, one is gone and two are changed, with
/// everything that follows from a person or a course that is gone.
/// </summary>
internal sealed class RosterGenerator
{
    private const int PeoplePerCohort = 500;
    private const long FirstStart = 1_788_220_800; // 2026-09-01
    private const int Day = 86_400;

    private readonly Rng _rng;
    private readonly Fate[] _users;
    private readonly Fate[] _courses;
    private readonly List<GeneratedEnrollment> _enrollments;
    private readonly int _cohorts;
    private readonly ulong _seed;

    public RosterGenerator(int users, int courses, int enrollments, int seed)
    {
        _seed = (ulong)seed;
        _rng = new Rng(_seed);
        _users = Fates(users, firstSafe: Managers(users));
        _courses = Fates(courses, firstSafe: 0);
        _cohorts = Math.Max(2, users / PeoplePerCohort);
        _enrollments = Enroll(users, courses, enrollments);
    }

    public void Write(string folder)
    {
        var expected = new ExpectedPlan();
        foreach (int day in (int[])[1, 2])
        {
            string path = Path.Combine(folder, "day" + day.ToString(CultureInfo.InvariantCulture));
            Directory.CreateDirectory(path);
            WriteUsers(path, day, expected);
            WriteCourses(path, day, expected);
            WriteEnrollments(path, day, expected);
            WriteGroups(path, day, expected);
            WriteCohorts(path, day, expected);
            WriteMentors(path, day, expected);
        }
        expected.Write(Path.Combine(folder, "expected.json"));
    }

    private static string UserId(int user) => "E" + (1_000_000 + user).ToString(CultureInfo.InvariantCulture);

    private static string CourseId(int course) => "CRS-" + (10_000 + course).ToString(CultureInfo.InvariantCulture);

    private static string CohortId(int cohort) => "COH-" + (100 + cohort).ToString(CultureInfo.InvariantCulture);

    private static string Date(long unix) => DateTimeOffset.FromUnixTimeSeconds(unix).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    // One in fifty manages others, and never leaves.
    private static int Managers(int users) => Math.Max(1, users / 50);

    private static bool IsOn(Fate fate, int day) => fate != (day == 1 ? Fate.New : Fate.Gone);

    /// <summary>Whether somebody on the roster is suspended there; such a one is never chosen to leave, so that leaving shows.</summary>
    private bool IsSuspended(int user) => _users[user] is Fate.Same or Fate.Changed && Mix(user, 1) % 33 == 0;

    private static bool HasGroups(int course) => course % 20 == 0;

    private int? CohortOf(int user) => user % 2 == 0 ? (int)(Mix(user, 2) % (ulong)_cohorts) : null;

    // With enough of them, the last cohort is dissolved.
    private bool IsOnCohort(int cohort, int day) => day == 1 || _cohorts < 20 || cohort != _cohorts - 1;

    private ulong Mix(int number, int purpose)
    {
        ulong z = ((ulong)number * 0x9E3779B97F4A7C15) ^ (_seed << 8) ^ (ulong)purpose;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        return z ^ (z >> 31);
    }

    private Fate[] Fates(int count, int firstSafe)
    {
        int fresh = count / 100;
        var fates = new Fate[count + fresh];
        for (int i = 0; i < count; i++)
            fates[i] = _rng.Next(100) switch { 0 when i >= firstSafe => Fate.Gone, 1 or 2 => Fate.Changed, _ => Fate.Same };
        fates.AsSpan(count).Fill(Fate.New);
        return fates;
    }

    private List<GeneratedEnrollment> Enroll(int users, int courses, int count)
    {
        count = (int)Math.Min(count, (long)users * courses / 2);
        var list = new List<GeneratedEnrollment>(count + (count / 100));
        var taken = new HashSet<long>(count + (count / 100));
        while (list.Count < count)
        {
            (int user, int course) = (_rng.Next(users), _rng.Next(courses));
            if (!taken.Add(((long)course << 32) | (uint)user))
                continue;
            Fate fate = _rng.Next(100) switch { 0 => Fate.Gone, 1 or 2 => Fate.Changed, _ => Fate.Same };
            if (_users[user] == Fate.Gone || _courses[course] == Fate.Gone)
                fate = Fate.Gone;
            list.Add(Enrollment(user, course, fate));
        }
        int fresh = count / 100;
        for (int tries = 0; fresh > 0 && tries < count; tries++)
        {
            (int user, int course) = (_rng.Next(_users.Length), _rng.Next(_courses.Length));
            if (_users[user] == Fate.Gone || _courses[course] == Fate.Gone || !taken.Add(((long)course << 32) | (uint)user))
                continue;
            list.Add(Enrollment(user, course, Fate.New));
            fresh--;
        }
        return list;
    }

    private GeneratedEnrollment Enrollment(int user, int course, Fate fate)
    {
        byte role = (byte)_rng.Next(Names.Role.Length);
        byte second = _rng.Chance(2) && Names.Role[role] != "teacher" ? (byte)7 : GeneratedEnrollment.NoRole;
        int start = _rng.Next(60);
        return new GeneratedEnrollment(user, course, role, second, _rng.Chance(50), start, _rng.Chance(800) ? start + _rng.Between(30, 300) : 0, fate);
    }

    private void WriteUsers(string folder, int day, ExpectedPlan expected)
    {
        using var file = new RosterFile(folder, "users", "username,idnumber,firstname,lastname,email,department,address,city,country,lang,manager,suspended,profile_field_costcentre,profile_field_jobtitle");
        for (int user = 0; user < _users.Length; user++)
        {
            Fate fate = _users[user];
            expected.Count("user", day, fate, removal: "suspend");
            if (!IsOn(fate, day))
                continue;
            var rng = new Rng(Mix(user, 3));
            string first = rng.Of(Names.First), last = rng.Of(Names.Last);
            string name = string.Create(CultureInfo.InvariantCulture, $"u{user:x}.{(char)('a' + rng.Next(26))}{(char)('a' + rng.Next(26))}");
            (string city, string country, string language) = rng.Of(Names.Place);
            string street = $"{rng.Of(Names.Street)} {rng.Between(1, 300).ToString(CultureInfo.InvariantCulture)}";
            string address = rng.Chance(20) ? street + "\nFloor " + rng.Between(1, 20).ToString(CultureInfo.InvariantCulture) : street;
            string department = rng.Of(Names.Department);
            string costCentre = "CC" + rng.Between(1000, 9999).ToString(CultureInfo.InvariantCulture);
            bool suspended = IsSuspended(user);
            if (day == 2 && fate == Fate.Changed)
            {
                switch (user % 3)
                {
                    case 0: last += "-" + Names.Last[user % Names.Last.Length]; break;
                    case 1: costCentre += "B"; break;
                    default: department += " II"; break;
                }
            }
            int managers = Managers(_users.Length);
            string manager = user == 0 ? "" : UserId(user < managers ? user / 2 : user % managers);
            file.Row(name, UserId(user), first, last, name + "@example.edu", department, address, city, country, language, manager, suspended ? "1" : "0", costCentre, rng.Of(Names.Title));
        }
    }

    private void WriteCourses(string folder, int day, ExpectedPlan expected)
    {
        using var file = new RosterFile(folder, "courses", "shortname,idnumber,fullname,category,visible,startdate,enddate");
        for (int course = 0; course < _courses.Length; course++)
        {
            Fate fate = _courses[course];
            expected.Count("course", day, fate, removal: "unchanged");
            if (!IsOn(fate, day))
                continue;
            var rng = new Rng(Mix(course, 4));
            string title = $"{rng.Of(Names.Subject)} ({course.ToString(CultureInfo.InvariantCulture)})";
            long start = FirstStart + ((long)rng.Next(60) * Day);
            long end = start + ((long)rng.Between(90, 400) * Day);
            if (day == 2 && fate == Fate.Changed)
                title += ", revised";
            file.Row("course" + course.ToString(CultureInfo.InvariantCulture), CourseId(course), title, rng.Of(Names.Term), rng.Chance(950) ? "1" : "0", Date(start), Date(end));
        }
    }

    private void WriteEnrollments(string folder, int day, ExpectedPlan expected)
    {
        using var file = new RosterFile(folder, "enrollments", "course_idnumber,user_idnumber,role,status,timestart,timeend");
        foreach (GeneratedEnrollment enrollment in _enrollments)
        {
            expected.Count("enrollment", day, enrollment.Fate, removal: enrollment.IsSuspended ? "unchanged" : "suspend");
            if (!IsOn(enrollment.Fate, day))
                continue;
            bool suspended = enrollment.IsSuspended;
            int end = enrollment.End;
            string role = Names.Role[enrollment.Role];
            if (day == 2 && enrollment.Fate == Fate.Changed)
            {
                switch ((enrollment.User + enrollment.Course) % 3)
                {
                    case 0: suspended = !suspended; break;
                    case 1: end = end == 0 ? enrollment.Start + 400 : end + 7; break;
                    default: role = role == "student" ? "auditor" : "student"; break;
                }
            }
            string start = Date(FirstStart + ((long)enrollment.Start * Day));
            string until = end == 0 ? "" : Date(FirstStart + ((long)end * Day));
            file.Row(CourseId(enrollment.Course), UserId(enrollment.User), role, suspended ? "suspended" : "active", start, until);
            if (enrollment.SecondRole != GeneratedEnrollment.NoRole)
                file.Row(CourseId(enrollment.Course), UserId(enrollment.User), Names.Role[enrollment.SecondRole], suspended ? "suspended" : "active", start, until);
        }
    }

    private void WriteGroups(string folder, int day, ExpectedPlan expected)
    {
        using (var groups = new RosterFile(folder, "groups", "course_idnumber,name,description"))
        {
            for (int course = 0; course < _courses.Length; course++)
            {
                if (!HasGroups(course))
                    continue;
                foreach (string name in (string[])["Group A", "Group B"])
                {
                    Fate fate = _courses[course] == Fate.Changed ? Fate.Same : _courses[course];
                    expected.Count("group", day, fate, removal: "delete");
                    if (IsOn(fate, day))
                        groups.Row(CourseId(course), name, "Seminar " + name);
                }
            }
        }
        using var members = new RosterFile(folder, "group_members", "course_idnumber,group,user_idnumber");
        foreach (GeneratedEnrollment enrollment in _enrollments.Where(e => HasGroups(e.Course)))
        {
            Fate fate = enrollment.Fate == Fate.Changed ? Fate.Same : enrollment.Fate;
            expected.Count("group_member", day, fate, removal: "delete");
            if (IsOn(fate, day))
                members.Row(CourseId(enrollment.Course), enrollment.User % 2 == 0 ? "Group A" : "Group B", UserId(enrollment.User));
        }
    }

    private void WriteCohorts(string folder, int day, ExpectedPlan expected)
    {
        using (var cohorts = new RosterFile(folder, "cohorts", "idnumber,name,description"))
        {
            for (int cohort = 0; cohort < _cohorts; cohort++)
            {
                expected.Count("cohort", day, IsOnCohort(cohort, 2) ? Fate.Same : Fate.Gone, removal: "delete");
                if (IsOnCohort(cohort, day))
                    cohorts.Row(CohortId(cohort), "Cohort " + cohort.ToString(CultureInfo.InvariantCulture), "");
            }
        }
        using var members = new RosterFile(folder, "cohort_members", "cohort,user_idnumber");
        for (int user = 0; user < _users.Length; user++)
        {
            if (CohortOf(user) is not { } cohort)
                continue;
            Fate fate = _users[user] == Fate.Changed ? Fate.Same : _users[user];
            if (!IsOnCohort(cohort, 2))
                fate = fate == Fate.New ? fate : Fate.Gone;
            bool isOn = IsOn(fate, day) && IsOnCohort(cohort, day);
            if (fate != Fate.New || IsOnCohort(cohort, 2))
                expected.Count("cohort_member", day, fate, removal: "delete");
            if (isOn)
                members.Row(CohortId(cohort), UserId(user));
        }
    }

    // One in a hundred has a mentor: a role over another user.
    private void WriteMentors(string folder, int day, ExpectedPlan expected)
    {
        using var file = new RosterFile(folder, "role_assignments", "user_idnumber,role,context,instance");
        for (int user = 1; user < _users.Length; user += 100)
        {
            Fate fate = _users[user] == Fate.Changed ? Fate.Same : _users[user];
            expected.Count("role_assignment", day, fate, removal: "delete");
            if (IsOn(fate, day))
                file.Row(UserId(0), "mentor", "user", UserId(user));
        }
    }
}
