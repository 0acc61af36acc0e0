using Conduit.Records;

namespace Conduit.Mapping;

/// <summary>Puts a map together in code; see <see cref="RecordMap.For{TRecord}"/>.</summary>
/// <typeparam name="TRecord">The type of record.</typeparam>
public sealed class RecordMapBuilder<TRecord>
    where TRecord : RosterRecord, new()
{
    private readonly RecordKind _kind = new TRecord().Kind;
    private readonly List<FieldMapBuilder> _fields = [];
    private readonly Dictionary<string, MapLookup> _lookups = new(StringComparer.Ordinal);
    private readonly List<string> _lookupErrors = [];
    private readonly MapDraft _draft;

    internal RecordMapBuilder() => _draft = new MapDraft(_kind);

    /// <summary>Begins a field.</summary>
    /// <param name="field">A field of this kind, <c>UserFields.Email</c> for example.</param>
    /// <exception cref="ArgumentException">The field is of another kind.</exception>
    public FieldMapBuilder Field(RecordField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        if (field.Kind != _kind)
            throw new ArgumentException($"{field} is not a field of {_kind.WithArticle()}.", nameof(field));
        return Begin(new HeadingTarget(field));
    }

    /// <summary>Begins a custom profile field.</summary>
    /// <param name="name">Its short name, without <see cref="RecordFields.CustomPrefix"/>.</param>
    /// <exception cref="ArgumentException">This kind has no custom fields.</exception>
    public FieldMapBuilder Custom(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (!RecordFields.AllowsCustom(_kind))
            throw new ArgumentException($"There are no custom fields in {_kind.WithArticle()}.", nameof(name));
        if (Headings.IsPassword(name))
            throw new ArgumentException("Passwords are never mapped.", nameof(name));
        return Begin(new HeadingTarget(null, name));
    }

    /// <summary>Names the column that tells what each row asks for, which makes the feed a list of changes.</summary>
    public RecordMapBuilder<TRecord> Action(string column)
    {
        _draft.ActionColumn = column;
        return this;
    }

    /// <summary>
    /// Names the column that tells the key by which a user, course or cohort was known before, where it has another one now: its
    /// idnumber, or else its username, short name or name. The record is then renamed and keeps all that belongs to it.
    /// </summary>
    public RecordMapBuilder<TRecord> OldKey(string column)
    {
        _draft.OldKeyColumn = column;
        return this;
    }

    /// <summary>Gives a table that <see cref="FieldMapBuilder.Lookup"/> finds by its name.</summary>
    public RecordMapBuilder<TRecord> Lookup(string name, IEnumerable<KeyValuePair<string, string>> rows)
    {
        _lookups[name] = new MapLookup(name, rows);
        return this;
    }

    /// <summary>Gives a table from a CSV file, read now: a cross-listing of sections to courses, for example.</summary>
    /// <param name="name">The name that <see cref="FieldMapBuilder.Lookup"/> finds it by.</param>
    /// <param name="path">The file; its first line names its columns.</param>
    /// <param name="from">The column that values are looked for in; null: the first.</param>
    /// <param name="to">The column that says what is meant; null: the second.</param>
    public RecordMapBuilder<TRecord> LookupFile(string name, string path, string? from = null, string? to = null)
    {
        var errors = new List<MapError>();
        if (new LookupFile(path, from, to).Read(name, null, errors) is { } lookup)
            _lookups[name] = lookup;
        _lookupErrors.AddRange(errors.Select(error => error.Message));
        return this;
    }

    /// <summary>Takes only rows that fulfil a condition: in a file of several kinds, those of this one.</summary>
    public RecordMapBuilder<TRecord> When(RowCondition condition)
    {
        _draft.Filter = _draft.Filter with { When = condition };
        return this;
    }

    /// <summary>Leaves rows out that fulfil a condition, as if they did not stand in the file.</summary>
    public RecordMapBuilder<TRecord> Skip(RowCondition condition)
    {
        _draft.Filter = _draft.Filter with { Skip = condition };
        return this;
    }

    /// <summary>Names the zone of dates that name none.</summary>
    public RecordMapBuilder<TRecord> Zone(TimeZoneInfo zone)
    {
        _draft.Zone = zone;
        return this;
    }

    /// <summary>Says what blanks mean in fields that do not say it themselves.</summary>
    public RecordMapBuilder<TRecord> Blank(BlankRule rule)
    {
        _draft.Blank = rule;
        return this;
    }

    /// <summary>Makes the map, or tells all mistakes.</summary>
    internal RecordMap Build(MapFunctions functions)
    {
        var resources = new MapResources(_lookups, functions);
        var errors = new List<string>(_lookupErrors);
        if (MapDraft.CheckColumns(_draft.Filter.Columns) is { } password)
            errors.Add(password.Message);
        foreach (FieldMapBuilder field in _fields)
        {
            var fieldErrors = new List<MapError>();
            if (field.Finish(resources, fieldErrors) is { } made && _draft.Add(made) is { } refused)
                fieldErrors.Add(refused);
            errors.AddRange(fieldErrors.Select(error => $"{field.Target.Name}: {error.Message}"));
        }
        if (_draft.MissingKey() is { } missing)
            errors.Add($"The key of {_kind.WithArticle()} needs {missing}.");
        if (_draft.ActionColumn is { } action && Headings.IsPassword(action))
            errors.Add("The column of actions looks like one of passwords, which are never read.");
        if (_draft.CheckOldKey() is { } oldKey)
            errors.Add(oldKey.Message);
        return errors.Count == 0 ? _draft.Build() : throw new MapException(string.Join(" ", errors));
    }

    private FieldMapBuilder Begin(HeadingTarget target)
    {
        var field = new FieldMapBuilder(target);
        _fields.Add(field);
        return field;
    }
}
