using Conduit.Records;

namespace Conduit.Reconciliation;

/// <summary>What the kinds that tie others together share: how their references are found.</summary>
internal abstract class MembershipReconciler : KindReconciler
{
    protected static KeyResolution User(RosterRecord record, ReferenceResolver resolver, RecordField id, RecordField name) =>
        Reference(record, resolver, RecordKind.User, id, name);

    protected static KeyResolution Course(RosterRecord record, ReferenceResolver resolver, RecordField id, RecordField name) =>
        Reference(record, resolver, RecordKind.Course, id, name);

    private static KeyResolution Reference(RosterRecord record, ReferenceResolver resolver, RecordKind kind, RecordField id, RecordField name)
    {
        string? idValue = record[id].AsText();
        string? nameValue = record[name].AsText();
        RecordField stated = idValue is null ? name : id;
        if (idValue is null && nameValue is null)
            return KeyResolution.Missing(stated.Name);
        return resolver.Resolve(kind, idValue, nameValue) is { } key ? key : KeyResolution.Dangling(stated.Name, idValue ?? nameValue, kind);
    }
}
