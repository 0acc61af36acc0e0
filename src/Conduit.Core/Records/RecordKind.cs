namespace Conduit.Records;

/// <summary>
/// The eight kinds of record that are kept in step. Their order is the order of applying: what comes later may refer to
/// what comes earlier. Removals run the other way.
/// </summary>
public enum RecordKind
{
    /// <summary>A person with an account.</summary>
    User,

    /// <summary>A course shell.</summary>
    Course,

    /// <summary>One user in one course, with a set of roles.</summary>
    Enrollment,

    /// <summary>A group inside a course.</summary>
    Group,

    /// <summary>One user in one group.</summary>
    GroupMember,

    /// <summary>A cohort: a set of users that stands outside of courses.</summary>
    Cohort,

    /// <summary>One user in one cohort.</summary>
    CohortMember,

    /// <summary>A role held outside of enrollments: in the system, a category, a course, or over another user.</summary>
    RoleAssignment,
}
