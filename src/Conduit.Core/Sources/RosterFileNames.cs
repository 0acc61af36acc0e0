using System.Collections.Frozen;
using Conduit.Records;

namespace Conduit.Sources;

/// <summary>The file names that tell the kind of their records where no configuration does.</summary>
internal static class RosterFileNames
{
    private static readonly FrozenDictionary<string, RecordKind> Kinds = new Dictionary<string, RecordKind>(StringComparer.OrdinalIgnoreCase)
    {
        ["users"] = RecordKind.User,
        ["user"] = RecordKind.User,
        ["auth"] = RecordKind.User,
        ["courses"] = RecordKind.Course,
        ["course"] = RecordKind.Course,
        ["enrollments"] = RecordKind.Enrollment,
        ["enrollment"] = RecordKind.Enrollment,
        ["enrolments"] = RecordKind.Enrollment,
        ["enrolment"] = RecordKind.Enrollment,
        ["enroll"] = RecordKind.Enrollment,
        ["enrol"] = RecordKind.Enrollment,
        ["groups"] = RecordKind.Group,
        ["group"] = RecordKind.Group,
        ["group_members"] = RecordKind.GroupMember,
        ["groups_members"] = RecordKind.GroupMember,
        ["cohorts"] = RecordKind.Cohort,
        ["cohort"] = RecordKind.Cohort,
        ["cohort_members"] = RecordKind.CohortMember,
        ["cohorts_members"] = RecordKind.CohortMember,
        ["role_assignments"] = RecordKind.RoleAssignment,
        ["role_assign"] = RecordKind.RoleAssignment,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The kind that a file's name tells.</summary>
    /// <returns>False when the file is not called <c>.csv</c> or its name tells nothing.</returns>
    public static bool TryTell(string file, out RecordKind kind)
    {
        kind = default;
        return Path.GetExtension(file).Equals(".csv", StringComparison.OrdinalIgnoreCase)
            && Kinds.TryGetValue(Path.GetFileNameWithoutExtension(file), out kind);
    }
}
