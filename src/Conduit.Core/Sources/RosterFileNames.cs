using Conduit.Records;

namespace Conduit.Sources;

/// <summary>The file names that tell the kind of their records where no configuration does.</summary>
internal static class RosterFileNames
{
    /// <summary>The kind that a file's name tells.</summary>
    /// <returns>False when the file is not called <c>.csv</c> or its name tells nothing.</returns>
    public static bool TryTell(string file, out RecordKind kind)
    {
        RecordKind? told = Path.GetExtension(file).Equals(".csv", StringComparison.OrdinalIgnoreCase) ? Tell(Path.GetFileNameWithoutExtension(file).ToLowerInvariant()) : null;
        kind = told ?? default;
        return told is not null;
    }

    private static RecordKind? Tell(string name) => name switch
    {
        "users" or "user" or "auth" => RecordKind.User,
        "courses" or "course" => RecordKind.Course,
        "enrollments" or "enrollment" or "enrolments" or "enrolment" or "enroll" or "enrol" => RecordKind.Enrollment,
        "groups" or "group" => RecordKind.Group,
        "group_members" or "groups_members" => RecordKind.GroupMember,
        "cohorts" or "cohort" => RecordKind.Cohort,
        "cohort_members" or "cohorts_members" => RecordKind.CohortMember,
        "role_assignments" or "role_assign" => RecordKind.RoleAssignment,
        _ => null,
    };
}
