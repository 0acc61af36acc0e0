namespace Conduit.Records;

/// <summary>What a field's value is.</summary>
public enum FieldType
{
    /// <summary>Text, kept as it was given.</summary>
    Text,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>A point in time, to the second.</summary>
    Date,

    /// <summary>Active or suspended.</summary>
    Status,

    /// <summary>A sorted set of role shortnames.</summary>
    Roles,
}
