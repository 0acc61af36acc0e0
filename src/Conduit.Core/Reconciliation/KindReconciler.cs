using Conduit.Planning;
using Conduit.Records;

namespace Conduit.Reconciliation;

/// <summary>What is particular to one kind: how its rows are keyed, merged, suspended and brought back.</summary>
internal abstract class KindReconciler
{
    private static readonly KindReconciler[] All =
    [
        new UserReconciler(), new CourseReconciler(), new EnrollmentReconciler(), new GroupReconciler(),
        new GroupMemberReconciler(), new CohortReconciler(), new CohortMemberReconciler(), new RoleAssignmentReconciler(),
    ];

    public static KindReconciler Of(RecordKind kind) => All[(int)kind];

    /// <summary>The removals that make sense for the kind.</summary>
    public virtual bool Allows(RemovalAction removal) => removal is RemovalAction.Keep or RemovalAction.Delete;

    /// <summary>The canonical key of a row.</summary>
    public abstract KeyResolution Resolve(RosterRecord record, ReferenceResolver resolver);

    /// <summary>Whether the record is shut already.</summary>
    public virtual bool IsSuspended(RosterRecord record) => false;

    /// <summary>The record, shut.</summary>
    public virtual RosterRecord Suspended(RosterRecord record) => throw new NotSupportedException($"A {record.Kind.Name()} cannot be suspended.");

    /// <summary>What a row states of a record that a removal shut: it is open again unless the row says otherwise.</summary>
    public virtual RosterRecord Reopened(RosterRecord stated) => stated;

    /// <summary>Lays another row of the same key over what the rows before it state.</summary>
    /// <param name="merged">What they state; gets what the row adds.</param>
    /// <param name="row">The row.</param>
    /// <returns>The fields that clash; the first row's value stays.</returns>
    public virtual FieldSet Merge(ref RosterRecord merged, RosterRecord row) => MergeFields(ref merged, row);

    /// <summary>Whether rows that clash leave the record alone, or the first one wins.</summary>
    public virtual bool ClashHoldsRecord => false;

    protected static FieldSet MergeFields(ref RosterRecord merged, RosterRecord row)
    {
        var clashes = new FieldSet(merged.Kind, 0);
        RosterRecord? extended = null;
        foreach (RecordField field in row.Stated)
        {
            if (!merged.Stated.Contains(field))
                (extended ??= merged.Copy()).Set(field, row[field]);
            else if (!field.Is(FieldTraits.Reference) && !RecordComparison.SameValue(field, merged[field], row[field]))
                clashes = clashes.With(field);
        }
        foreach ((string name, string value) in row.Custom)
        {
            if (merged.Custom[name] is null)
                (extended ??= merged.Copy()).SetCustom((extended ?? merged).Custom.With(CustomFields.Of([new(name, value)])));
        }
        merged = extended ?? merged;
        return clashes;
    }
}
