using Conduit.Records;

namespace Conduit.Reconciliation;

/// <summary>Role assignments: user, role, context and instance. A context of a course or a user must exist.</summary>
internal sealed class RoleAssignmentReconciler : MembershipReconciler
{
    public override KeyResolution Resolve(RosterRecord record, ReferenceResolver resolver)
    {
        KeyResolution user = User(record, resolver, RoleAssignmentFields.UserIdNumber, RoleAssignmentFields.Username);
        if (!user.IsUsable)
            return user;
        if (record[RoleAssignmentFields.Role].AsText() is not { } role)
            return KeyResolution.Missing(RoleAssignmentFields.Role.Name);
        string context = record[RoleAssignmentFields.Context].AsText()?.ToLowerInvariant() ?? "system";
        string instance = record[RoleAssignmentFields.Instance].AsText() ?? "";
        if (instance.Length == 0 && context != "system")
            return KeyResolution.Missing(RoleAssignmentFields.Instance.Name);
        if (context is "course" or "user")
        {
            RecordKind kind = context == "course" ? RecordKind.Course : RecordKind.User;
            if (resolver.ResolveEither(kind, instance) is not { } target)
                return KeyResolution.Dangling(RoleAssignmentFields.Instance.Name, instance, kind);
            instance = target.Value;
        }
        return RecordKey.Of(RecordKind.RoleAssignment, user.Key!.Value.Value, role, context, instance);
    }
}
