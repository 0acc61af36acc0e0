using Conduit.Records;

namespace Conduit.Validation;

/// <summary>Finds the field that a validator names: by its name in files or by the property of the record.</summary>
internal static class FieldNames
{
    public static RecordField? Find(RecordKind kind, string? name)
    {
        if (string.IsNullOrEmpty(name))
            return null;
        if (RecordFields.Find(kind, name) is { } field)
            return field;
        string plain = Plain(name) switch
        {
            "language" => "lang",
            "roles" => "role",
            var other => other,
        };
        foreach (RecordField known in RecordFields.Of(kind))
        {
            if (Plain(known.Name) == plain)
                return known;
        }
        return null;
    }

    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
}
