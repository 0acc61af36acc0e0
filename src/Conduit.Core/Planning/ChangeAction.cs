namespace Conduit.Planning;

/// <summary>What a change does to a record.</summary>
public enum ChangeAction
{
    /// <summary>Makes the record in the LMS.</summary>
    Create,

    /// <summary>Takes an existing record into care. Writes only what differs; nothing at all where nothing does.</summary>
    Adopt,

    /// <summary>Changes a key field, and others that differ.</summary>
    Rename,

    /// <summary>Changes fields.</summary>
    Update,

    /// <summary>Brings back what an earlier removal suspended, and changes what differs.</summary>
    Reactivate,

    /// <summary>Removal: suspends the record, which keeps its history.</summary>
    Suspend,

    /// <summary>Removal: hides and keeps the record where the LMS keeps such.</summary>
    Archive,

    /// <summary>Removal: deletes the record.</summary>
    Delete,
}
