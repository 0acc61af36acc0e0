using Conduit.Records;

namespace Conduit.Reconciliation;

/// <summary>Group members: course, group and user.</summary>
internal sealed class GroupMemberReconciler : MembershipReconciler
{
    public override KeyResolution Resolve(RosterRecord record, ReferenceResolver resolver)
    {
        KeyResolution course = Course(record, resolver, GroupMemberFields.CourseIdNumber, GroupMemberFields.Course);
        if (!course.IsUsable)
            return course;
        if (record[GroupMemberFields.Group].AsText() is not { } group)
            return KeyResolution.Missing(GroupMemberFields.Group.Name);
        if (!resolver.Exists(RecordKey.Of(RecordKind.Group, course.Key!.Value.Value, group)))
            return KeyResolution.Dangling(GroupMemberFields.Group.Name, group, RecordKind.Group);
        KeyResolution user = User(record, resolver, GroupMemberFields.UserIdNumber, GroupMemberFields.Username);
        return user.IsUsable ? RecordKey.Of(RecordKind.GroupMember, course.Key!.Value.Value, group, user.Key!.Value.Value) : user;
    }
}
