namespace Conduit.Reconciliation;

/// <summary>Who decides what a field holds, once a record stands in the LMS.</summary>
public enum OwnershipRule
{
    /// <summary>The source: what people change in the LMS is put back.</summary>
    Always,

    /// <summary>The source when the record is made, the LMS from then on. An adopted record was made by somebody else.</summary>
    OnCreate,

    /// <summary>The LMS, unless it holds nothing.</summary>
    IfEmpty,

    /// <summary>The LMS: the field is never written.</summary>
    Never,
}
