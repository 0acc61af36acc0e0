using Conduit.Records;

namespace Conduit.Reconciliation;

/// <summary>A field by which a record of the LMS is found for a row that has another key, or none that is known.</summary>
/// <param name="Field">A text field of a user, course or cohort.</param>
/// <param name="IgnoresCase">Whether values that differ only in case are the same.</param>
public sealed record MatchKey(RecordField Field, bool IgnoresCase)
{
    /// <summary>A key with the case rule of its field: usernames and e-mail addresses ignore case, everything else does not.</summary>
    public static MatchKey Of(RecordField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return new MatchKey(field, field.Is(FieldTraits.FoldsCase));
    }

    /// <summary>The keys of a kind that nothing else is said of: idnumber, then username, short name or the name of a cohort.</summary>
    public static IReadOnlyList<MatchKey> DefaultOf(RecordKind kind) =>
        RecordKeys.HasOwn(kind) ? [Of(RecordKeys.IdField(kind)!), Of(RecordKeys.NameField(kind)!)] : [];

    /// <summary>Why a list cannot be the keys of a kind; null when it can.</summary>
    internal static string? Check(RecordKind kind, IReadOnlyList<MatchKey> keys)
    {
        if (!RecordKeys.HasOwn(kind))
            return $"Records of the kind {kind.Name()} are known by what they tie together; only user, course and cohort have keys to match by.";
        if (keys.FirstOrDefault(key => key.Field.Kind != kind || key.Field.Type != FieldType.Text) is { } wrong)
            return $"'{wrong.Field.Name}' is no text field of a {kind.Name()}, so nothing can be matched by it.";
        if (keys.GroupBy(key => key.Field).FirstOrDefault(same => same.Count() > 1) is { } twice)
            return $"'{twice.Key.Name}' stands in the list twice.";
        return keys.Skip(1).Any(key => key.Field == RecordKeys.IdField(kind)) ? "idnumber always counts first: begin the list with it, or leave it out." : null;
    }
}
