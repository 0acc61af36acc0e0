using Conduit.Planning;
using Conduit.Records;

namespace Conduit.Reconciliation;

/// <summary>Courses: known by idnumber, else by short name. To suspend or archive one is to hide it.</summary>
internal sealed class CourseReconciler : KindReconciler
{
    public override bool Allows(RemovalAction removal) => true;

    public override KeyResolution Resolve(RosterRecord record, ReferenceResolver resolver) =>
        RecordKey.OwnOf(record) is { } key ? key : KeyResolution.Missing(CourseFields.IdNumber.Name);

    public override bool IsSuspended(RosterRecord record) => record[CourseFields.Visible].AsFlag() == false;

    public override RosterRecord Suspended(RosterRecord record) => record.With(CourseFields.Visible, FieldValue.Of(false));

    public override RosterRecord Reopened(RosterRecord stated) =>
        stated.Stated.Contains(CourseFields.Visible) ? stated : stated.With(CourseFields.Visible, FieldValue.Of(true));
}
