using Conduit.Planning;
using Conduit.Records;

namespace Conduit.Sinks;

/// <summary>What an LMS can do with one kind of record.</summary>
public sealed record KindCapabilities
{
    /// <summary>The actions that it can carry out. <see cref="ChangeAction.Adopt"/> needs no mention.</summary>
    public required ActionSet Actions { get; init; }

    /// <summary>The fields that it can store. What a source states besides is not compared.</summary>
    public required FieldSet Fields { get; init; }

    /// <summary>The fields that it gives back when read. What it cannot give back is compared with what was last sent.</summary>
    public required FieldSet ReadableFields { get; init; }

    /// <summary>Whether it stores custom fields.</summary>
    public bool StoresCustomFields { get; init; }

    /// <summary>Whether the LMS holds a start in the future by itself; if not, such a record waits in the plan until its day.</summary>
    public bool HoldsFutureDates { get; init; } = true;

    /// <summary>The most changes in a batch.</summary>
    public int BatchSize { get; init; } = 100;

    /// <summary>The most batches at a time. Batches that run together never share a value of <see cref="PartitionBy"/>.</summary>
    public int Concurrency { get; init; } = 1;

    /// <summary>The kind of referred-to record that two batches must not share: a user for Moodle's enrollments. Null when any split will do.</summary>
    public RecordKind? PartitionBy { get; init; }

    /// <summary>A record without the fields that the LMS cannot store.</summary>
    internal RosterRecord Storable(RosterRecord record)
    {
        RosterRecord? cut = null;
        foreach (RecordField field in record.Stated)
        {
            if (!field.Is(FieldTraits.Reference) && !Fields.Contains(field))
                (cut ??= record.Copy()).Unset(field);
        }
        if (record.Custom.Count > 0 && !StoresCustomFields)
            (cut ??= record.Copy()).SetCustom(CustomFields.None);
        return cut ?? record;
    }
}
