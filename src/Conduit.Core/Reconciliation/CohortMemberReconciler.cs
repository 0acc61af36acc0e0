using Conduit.Records;

namespace Conduit.Reconciliation;

/// <summary>Cohort members: cohort and user.</summary>
internal sealed class CohortMemberReconciler : MembershipReconciler
{
    public override KeyResolution Resolve(RosterRecord record, ReferenceResolver resolver)
    {
        if (record[CohortMemberFields.Cohort].AsText() is not { } named)
            return KeyResolution.Missing(CohortMemberFields.Cohort.Name);
        if (resolver.ResolveEither(RecordKind.Cohort, named) is not { } cohort)
            return KeyResolution.Dangling(CohortMemberFields.Cohort.Name, named, RecordKind.Cohort);
        KeyResolution user = User(record, resolver, CohortMemberFields.UserIdNumber, CohortMemberFields.Username);
        return user.IsUsable ? RecordKey.Of(RecordKind.CohortMember, cohort.Value, user.Key!.Value.Value) : user;
    }
}
