using Conduit.Records;

namespace Conduit.Mapping;

/// <summary>
/// The part of a kind that a complete feed speaks for: a condition about the fields of its records and, behind <c>course.</c>,
/// <c>user.</c> or <c>cohort.</c>, about those of what they belong to.
/// </summary>
internal static class RecordScope
{
    /// <summary>The kinds whose fields a scope of this kind may name behind a point.</summary>
    public static IReadOnlyList<RecordKind> Owners(RecordKind kind) => kind switch
    {
        RecordKind.Enrollment or RecordKind.GroupMember or RecordKind.RoleAssignment => [RecordKind.Course, RecordKind.User],
        RecordKind.Group => [RecordKind.Course],
        RecordKind.CohortMember => [RecordKind.Cohort, RecordKind.User],
        _ => [],
    };

    /// <summary>The kind and the field that a name in a scope means; null when it means none.</summary>
    public static (RecordKind Kind, RecordField? Field, string? Custom)? Find(RecordKind kind, string name)
    {
        int point = name.IndexOf('.', StringComparison.Ordinal);
        RecordKind of = kind;
        if (point > 0)
        {
            if (!RecordKinds.TryParse(name[..point], out of) || !Owners(kind).Contains(of))
                return null;
            name = name[(point + 1)..];
        }
        if (RecordFields.Find(of, name) is { } field)
            return (of, field, null);
        return Headings.CustomName(of, name) is { } custom ? (of, null, custom) : null;
    }

    /// <summary>A name in a scope that means no field; null when there is none.</summary>
    public static MapError? Check(RecordKind kind, RowCondition scope) => scope.Columns.FirstOrDefault(name => Find(kind, name) is null) is { } unknown
        ? new MapError(MapErrorCodes.FieldUnknown, $"A scope is about fields, and there is no field '{unknown}' in {kind.WithArticle()}{NearestName.Hint(unknown, Names(kind))}")
        : null;

    private static IEnumerable<string> Names(RecordKind kind) => RecordFields.Of(kind).Select(field => field.Name)
        .Concat(Owners(kind).SelectMany(of => RecordFields.Of(of).Select(field => $"{of.Name()}.{field.Name}")));
}
