using Conduit.Records;

namespace Conduit.Tests.Reconciliation;

/// <summary>Rosters that change from day to day, and exports of them with repeats and in any order.</summary>
internal static class RandomRoster
{
    private static readonly string[] Cities = ["London", "Rome", "Oslo"];

    /// <summary>Some people and courses come, change or go; enrollments follow.</summary>
    public static void Turn(List<RosterRecord> roster, Random random)
    {
        // An empty feed is a blocker, so something always stays.
        if (roster.Count == 0)
            roster.AddRange([new UserRecord { IdNumber = "keep", Username = "keep" }, new CourseRecord { IdNumber = "C0", ShortName = "c0" }, Enrollment("C0", "keep", ["student"], EnrollmentStatus.Active)]);
        for (int i = 0; i < 12; i++)
        {
            string id = $"{random.Next(15)}";
            roster.RemoveAll(r => r is UserRecord user && user.Username == "u" + id);
            // Now and then somebody gets another id and keeps the username.
            string idNumber = random.Next(5) == 0 ? id + "r" : id;
            if (random.Next(4) > 0)
                roster.Add(random.Next(2) == 0 ? new UserRecord { IdNumber = idNumber, Username = "u" + id, City = Cities[random.Next(3)] } : new UserRecord { IdNumber = idNumber, Username = "u" + id, City = Cities[random.Next(3)], Suspended = random.Next(4) == 0 });
        }
        foreach (string course in (string[])["C1", "C2", "C3"])
        {
            if (random.Next(3) == 0)
                roster.RemoveAll(r => r is CourseRecord c && c.IdNumber == course);
            if (!roster.Exists(r => r is CourseRecord c && c.IdNumber == course) && random.Next(2) == 0)
                roster.Add(new CourseRecord { IdNumber = course, ShortName = course.ToLowerInvariant(), FullName = "Course " + random.Next(3) });
        }
        roster.RemoveAll(r => r is EnrollmentRecord { CourseIdNumber: not "C0" } && random.Next(5) == 0);
        string[] users = [.. roster.OfType<UserRecord>().Select(u => u.IdNumber!)];
        string[] courses = [.. roster.OfType<CourseRecord>().Select(c => c.IdNumber!)];
        for (int i = 0; i < 15 && users.Length > 0 && courses.Length > 0; i++)
        {
            string user = users[random.Next(users.Length)], course = courses[random.Next(courses.Length)];
            roster.RemoveAll(r => r is EnrollmentRecord e && e.UserIdNumber == user && e.CourseIdNumber == course);
            roster.Add(Enrollment(course, user, random.Next(3) == 0 ? ["student", "teacher"] : ["student"], random.Next(2) == 0 ? EnrollmentStatus.Active : EnrollmentStatus.Suspended));
        }
        roster.RemoveAll(r => r is EnrollmentRecord e && (!users.Contains(e.UserIdNumber) || !courses.Contains(e.CourseIdNumber)));
    }

    /// <summary>The rows of an export: an enrollment with two roles stands on two rows, some rows stand twice, the order is anyone's.</summary>
    public static List<RosterRecord> Export(List<RosterRecord> roster, Random random)
    {
        var rows = new List<RosterRecord>();
        foreach (RosterRecord record in roster)
        {
            if (record is EnrollmentRecord { Roles.Roles.Length: > 1 } enrollment)
                rows.AddRange(enrollment.Roles!.Roles.Select(role => Enrollment(enrollment.CourseIdNumber!, enrollment.UserIdNumber!, [role], enrollment.Status!.Value)));
            else
                rows.Add(record);
            if (random.Next(10) == 0)
                rows.Add(rows[^1]);
        }
        if (random.Next(2) == 0)
        {
            RosterRecord[] shuffled = [.. rows];
            random.Shuffle(shuffled);
            rows = [.. shuffled];
        }
        return rows;
    }

    private static EnrollmentRecord Enrollment(string course, string user, string[] roles, EnrollmentStatus status) =>
        new() { CourseIdNumber = course, UserIdNumber = user, Roles = RoleSet.Of(roles), Status = status };
}
