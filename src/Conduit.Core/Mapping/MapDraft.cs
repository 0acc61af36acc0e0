using Conduit.Mapping.Words;
using Conduit.Records;

namespace Conduit.Mapping;

/// <summary>A map while it is put together, by the builder or by a configuration: takes fields in, tells mistakes, makes the map.</summary>
internal sealed class MapDraft(RecordKind kind)
{
    private readonly List<FieldMap> _fields = [];
    private ByName<BlankRule> _blanks = new(StringComparer.OrdinalIgnoreCase);

    public BlankRule Blank { get; set; }

    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    public string? ActionColumn { get; set; }

    public string? OldKeyColumn { get; set; }

    public bool UsesHeadings { get; set; }

    public RowFilter Filter { get; set; } = RowFilter.None;

    /// <summary>Finds a field by the name that mappings write.</summary>
    public HeadingTarget? FindTarget(string name, out MapError? error)
    {
        error = null;
        if (Headings.IsPassword(name))
        {
            error = new MapError(MapErrorCodes.PasswordMapped, "Passwords are never mapped: leave the field out. First passwords are issued when accounts are made.");
            return null;
        }
        if (RecordFields.Find(kind, name) is { } field)
            return new HeadingTarget(field);
        if (Headings.CustomName(kind, name) is { } custom)
            return new HeadingTarget(null, custom);
        error = new MapError(MapErrorCodes.FieldUnknown,
            $"There is no field '{name}' in {kind.WithArticle()}{NearestName.Hint(name, RecordFields.Of(kind).Select(known => known.Name))}");
        return null;
    }

    /// <summary>Takes a field in. A field may have several entries, if all but the last have a condition: the first that holds counts.</summary>
    /// <returns>What is wrong with it; null when it is taken.</returns>
    public MapError? Add(FieldMap field)
    {
        string name = field.Target.Name;
        if (CheckColumns(field.Expression.Columns.Concat(field.When?.Columns ?? [])) is { } password)
            return password;
        if (_fields.Exists(known => known.When is null && string.Equals(known.Target.Name, name, StringComparison.OrdinalIgnoreCase)))
            return new MapError(MapErrorCodes.PropertyDuplicate, $"The field '{name}' has a value already: keep one of them, or say when each of them counts.");
        int marks = field.Expression.Words.Count(word => word is UniqueWord);
        if (marks > 1 || marks == 1 && !field.IsBaseName)
            return new MapError(MapErrorCodes.WordMisplaced, "The word 'unique' is the last word of 'username' and stands nowhere else.");
        if (field.Expression.IsConstant && field.Target.Field is not null && CheckConstant(field) is { } advice)
            return new MapError(MapErrorCodes.ValueInvalid, $"The constant is no value for '{name}': {advice}.");
        _fields.Add(field);
        return null;
    }

    /// <summary>Whether one of the columns looks like one of passwords; null when none does.</summary>
    public static MapError? CheckColumns(IEnumerable<string> columns) => columns.FirstOrDefault(Headings.IsPassword) is { } password
        ? new MapError(MapErrorCodes.PasswordMapped, $"The column '{password}' looks like one of passwords, which are never read: leave it out.")
        : null;

    /// <summary>Says what a blank means in one field.</summary>
    public void SetBlank(string field, BlankRule rule) => _blanks = _blanks.With(field, rule);

    /// <summary>Why the column of old keys cannot be one; null when it can, or when there is none.</summary>
    public MapError? CheckOldKey()
    {
        if (OldKeyColumn is not { } column)
            return null;
        return RecordKeys.HasOwn(kind)
            ? CheckColumns([column])
            : new MapError(MapErrorCodes.ValueInvalid, $"Only a user, course or cohort has a key of its own that can change; leave the column of old keys out of {kind.WithArticle()}.");
    }

    /// <summary>What the key of a record is made of and no field gives; null when nothing is missing or headings may bring it.</summary>
    public string? MissingKey() => UsesHeadings
        ? null
        : KeyFields.Missing(kind, field => _fields.Exists(known => known.Target.Field == field && !known.IsBaseName));

    public RecordMap Build() => new(kind)
    {
        UsesHeadings = UsesHeadings,
        Zone = Zone,
        Filter = Filter,
        ActionColumn = ActionColumn,
        OldKeyColumn = OldKeyColumn,
        Blank = Blank,
        BlankByField = _blanks,
        // The order in which somebody wrote the fields down means nothing; that of the entries of one field does.
        Fields = [.. _fields.OrderBy(field => field.Target.Field?.Ordinal ?? int.MaxValue).ThenBy(field => field.Target.Custom, StringComparer.OrdinalIgnoreCase).Select(field => field.Blank == BlankRule.ByField ? field with { Blank = _blanks.GetValueOrDefault(field.Target.Name, Blank) } : field)],
    };

    private string? CheckConstant(FieldMap field)
    {
        string text = string.Concat(field.Expression.Parts.Select(part => part.Text));
        var context = new MapContext();
        string? value = field.Expression.Apply(text, context);
        if (context.FailureCode is not null)
            return context.FailureMessage.TrimEnd('.');
        return string.IsNullOrWhiteSpace(value) ? null : ValueReader.TryRead(field.Target, value, Zone, out _);
    }
}
