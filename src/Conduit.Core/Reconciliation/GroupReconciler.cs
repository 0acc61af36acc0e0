using Conduit.Records;

namespace Conduit.Reconciliation;

/// <summary>Groups: course and name.</summary>
internal sealed class GroupReconciler : MembershipReconciler
{
    public override KeyResolution Resolve(RosterRecord record, ReferenceResolver resolver)
    {
        KeyResolution course = Course(record, resolver, GroupFields.CourseIdNumber, GroupFields.Course);
        if (!course.IsUsable)
            return course;
        return record[GroupFields.Name].AsText() is { } name
            ? RecordKey.Of(RecordKind.Group, course.Key!.Value.Value, name)
            : KeyResolution.Missing(GroupFields.Name.Name);
    }
}
