using Conduit.Records;

namespace Conduit.Reconciliation;

/// <summary>The canonical key of a row, or why there is none.</summary>
/// <param name="Key">The key; null when it cannot be told.</param>
/// <param name="Code">The issue's code when there is no key, or when what it refers to is missing.</param>
/// <param name="Field">The field that is missing or refers to nothing.</param>
/// <param name="Value">The reference that leads nowhere.</param>
/// <param name="Refers">The kind of what it refers to.</param>
internal readonly record struct KeyResolution(RecordKey? Key, string? Code = null, string? Field = null, string? Value = null, RecordKind? Refers = null)
{
    public bool IsUsable => Key is not null && Code is null;

    public static KeyResolution Missing(string field) => new(null, IssueCodes.KeyMissing, field);

    public static KeyResolution Dangling(string field, string? value, RecordKind refers) => new(null, IssueCodes.ReferenceMissing, field, value, refers);

    public static implicit operator KeyResolution(RecordKey key) => new(key);
}
