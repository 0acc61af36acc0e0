using Conduit.Planning;
using Conduit.Records;

namespace Conduit.Reconciliation;

/// <summary>Users: known by idnumber, else by username.</summary>
internal sealed class UserReconciler : KindReconciler
{
    public override bool Allows(RemovalAction removal) => removal is not RemovalAction.Archive;

    public override KeyResolution Resolve(RosterRecord record, ReferenceResolver resolver) =>
        RecordKey.OwnOf(record) is { } key ? key : KeyResolution.Missing(UserFields.IdNumber.Name);

    public override bool IsSuspended(RosterRecord record) => record[UserFields.Suspended].AsFlag() == true;

    public override RosterRecord Suspended(RosterRecord record) => record.With(UserFields.Suspended, FieldValue.Of(true));

    public override RosterRecord Reopened(RosterRecord stated) =>
        stated.Stated.Contains(UserFields.Suspended) ? stated : stated.With(UserFields.Suspended, FieldValue.Of(false));
}
