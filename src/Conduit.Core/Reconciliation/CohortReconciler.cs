using Conduit.Records;

namespace Conduit.Reconciliation;

/// <summary>Cohorts: known by idnumber, else by name.</summary>
internal sealed class CohortReconciler : KindReconciler
{
    public override KeyResolution Resolve(RosterRecord record, ReferenceResolver resolver) =>
        RecordKey.OwnOf(record) is { } key ? key : KeyResolution.Missing(CohortFields.IdNumber.Name);
}
