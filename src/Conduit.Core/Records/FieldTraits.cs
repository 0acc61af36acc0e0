namespace Conduit.Records;

/// <summary>What else is true of a field besides its type.</summary>
[Flags]
public enum FieldTraits
{
    /// <summary>Nothing else.</summary>
    None = 0,

    /// <summary>Tells something about a person; shown only where redaction is off.</summary>
    Personal = 1,

    /// <summary>Identifies the record or one that it refers to; part of the key, so never compared.</summary>
    Reference = 2,

    /// <summary>A blank cell keeps what the LMS holds, unless the feed says otherwise. Elsewhere a blank erases.</summary>
    BlankKeeps = 4,

    /// <summary>Case does not matter: two values that differ only in case are equal.</summary>
    FoldsCase = 8,

    /// <summary>The end of a period: a date without a time means the end of that day.</summary>
    EndOfDay = 16,
}
