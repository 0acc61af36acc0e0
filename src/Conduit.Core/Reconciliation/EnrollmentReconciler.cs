using Conduit.Planning;
using Conduit.Records;

namespace Conduit.Reconciliation;

/// <summary>
/// Enrollments: course and user. Rows with several roles make one enrollment; rows that differ in status or dates clash, and
/// then nothing is changed, for nobody can tell which of them is right.
/// </summary>
internal sealed class EnrollmentReconciler : MembershipReconciler
{
    public override bool ClashHoldsRecord => true;

    public override bool Allows(RemovalAction removal) => removal is not RemovalAction.Archive;

    public override KeyResolution Resolve(RosterRecord record, ReferenceResolver resolver)
    {
        KeyResolution course = Course(record, resolver, EnrollmentFields.CourseIdNumber, EnrollmentFields.Course);
        if (!course.IsUsable)
            return course;
        KeyResolution user = User(record, resolver, EnrollmentFields.UserIdNumber, EnrollmentFields.Username);
        return user.IsUsable ? RecordKey.Of(RecordKind.Enrollment, course.Key!.Value.Value, user.Key!.Value.Value) : user;
    }

    public override bool IsSuspended(RosterRecord record) => record[EnrollmentFields.Status].AsStatus() == EnrollmentStatus.Suspended;

    public override RosterRecord Suspended(RosterRecord record) => record.With(EnrollmentFields.Status, FieldValue.Of(EnrollmentStatus.Suspended));

    public override RosterRecord Reopened(RosterRecord stated) => stated.Stated.Contains(EnrollmentFields.Status)
        ? stated
        : stated.With(EnrollmentFields.Status, FieldValue.Of(EnrollmentStatus.Active));

    public override FieldSet Merge(ref RosterRecord merged, RosterRecord row)
    {
        RoleSet? before = merged[EnrollmentFields.Roles].AsRoles();
        FieldSet clashes = MergeFields(ref merged, row).Without(EnrollmentFields.Roles);
        if (before is not null && row[EnrollmentFields.Roles].AsRoles() is { } more)
            merged = merged.With(EnrollmentFields.Roles, FieldValue.Of(before.With(more)));
        return clashes;
    }
}
