using Conduit.Records;

namespace Conduit.Mapping;

/// <summary>Binds a map to the header of a file.</summary>
internal sealed class MapBinder
{
    private static readonly ByName<int> NoCells = new(StringComparer.Ordinal);

    private readonly RecordMap _map;
    private readonly IReadOnlyList<string> _headings;
    private readonly string _file;
    private readonly List<RecordIssue> _issues = [];
    private readonly List<BoundField> _fields = [];
    private readonly List<int> _unknown = [];
    private readonly List<int> _columns = [];
    private RowFilter _filter = RowFilter.None;
    private int _action = -1;
    private int _oldKey = -1;

    private MapBinder(RecordMap map, IReadOnlyList<string> headings, string file)
    {
        _map = map;
        _headings = headings;
        _file = file;
    }

    /// <summary>Binds a map.</summary>
    /// <param name="map">The map.</param>
    /// <param name="headings">The headings in the order of the file.</param>
    /// <param name="file">The file's name, for issues.</param>
    public static MapBinding Bind(RecordMap map, IReadOnlyList<string> headings, string file)
    {
        var binder = new MapBinder(map, headings, file);
        if (map.UsesHeadings)
            binder.BindHeadings();
        binder.BindFields();
        return binder.Finish();
    }

    /// <summary>Binds what the map names itself.</summary>
    private void BindFields()
    {
        var missing = new HashSet<string>(StringComparer.Ordinal);
        foreach (FieldMap field in _map.Fields)
        {
            BoundPart[] parts = [.. field.Expression.Parts.Select(part => part.IsColumn ? new BoundPart(null, Find(part.Text)) : new BoundPart(part.Text, -1))];
            var cells = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (string heading in field.Expression.Words.SelectMany(word => word.Columns))
                cells[heading] = Find(heading);
            _fields.Add(new BoundField(field, parts, cells, field.When?.Bind(Find)));
        }
        _filter = _map.Filter.Bind(Find);
        if (_map.ActionColumn is { } action)
            _action = Find(action);
        if (_map.OldKeyColumn is { } oldKey)
            _oldKey = Find(oldKey);
        foreach (string column in missing)
        {
            Add(IssueSeverity.Error, IssueCodes.ColumnMissing, -1,
                $"The mapping reads a column '{column}' that the file does not have{NearestName.Hint(column, _headings)} Correct the mapping or the file.");
        }

        int Find(string heading)
        {
            int column = IndexOf(heading);
            if (column < 0)
                missing.Add(heading);
            _columns.Add(column);
            return column;
        }
    }

    private void BindHeadings()
    {
        var bound = new Dictionary<string, BoundHeading>(StringComparer.OrdinalIgnoreCase);
        bool password = false;
        for (int i = 0; i < _headings.Count; i++)
        {
            string heading = _headings[i];
            if (string.IsNullOrWhiteSpace(heading))
                continue; // told by the reader
            if (Headings.IsPassword(heading))
            {
                if (!password)
                    Add(IssueSeverity.Warning, IssueCodes.ColumnPassword, i, "A column of passwords is never read; take it out of the export.");
                password = true;
            }
            else if (_map.ActionColumn is null && Headings.IsAction(heading))
            {
                if (_action >= 0)
                    Ambiguous(i, "action", _action);
                else
                    _action = i;
            }
            else if (_map.OldKeyColumn is null && Headings.IsOldKey(_map.Kind, heading))
            {
                if (_oldKey >= 0)
                    Ambiguous(i, "the old key", _oldKey);
                else
                    _oldKey = i;
            }
            else if (Headings.Find(_map.Kind, heading) is not { } target)
            {
                _unknown.Add(i);
            }
            else if (_map.Fields.Any(field => field.Target.Name.Equals(target.Name, StringComparison.OrdinalIgnoreCase)))
            {
                continue; // a constant of the feed stands for the column
            }
            else if (!bound.TryGetValue(target.Name, out BoundHeading? first))
            {
                bound.Add(target.Name, new BoundHeading(i, target));
            }
            else if (IsOwnName(target, heading) && !IsOwnName(first.Target, _headings[first.Column]))
            {
                // The field's own name says more than a synonym, wherever it stands.
                Ambiguous(first.Column, target.Name, i);
                bound[target.Name] = new BoundHeading(i, target);
            }
            else
            {
                Ambiguous(i, target.Name, first.Column);
            }
        }
        // In the order of the catalogue, custom fields after it: the order of the file must not matter.
        var inOrder = new List<BoundHeading>(bound.Count);
        foreach (BoundHeading heading in bound.Values)
            inOrder.Add(heading);
        inOrder.Sort(InOrderOfCatalogue);
        foreach ((int column, HeadingTarget target) in inOrder)
        {
            var field = new FieldMap(target, MapExpression.Column(_headings[column]))
            {
                Blank = _map.BlankOf(target.Name),
            };
            _fields.Add(new BoundField(field, [new BoundPart(null, column)], NoCells, null));
            _columns.Add(column);
        }
    }

    // No two are of one field or one name.
    private static int InOrderOfCatalogue(BoundHeading left, BoundHeading right)
    {
        int byField = (left.Target.Field?.Ordinal ?? int.MaxValue).CompareTo(right.Target.Field?.Ordinal ?? int.MaxValue);
        return byField != 0 ? byField : StringComparer.OrdinalIgnoreCase.Compare(left.Target.Custom, right.Target.Custom);
    }

    private MapBinding Finish()
    {
        string? missing = KeyFields.Missing(_map.Kind, field => _fields.Exists(known => known.Target.Field == field && !known.Map.IsBaseName));
        if (missing is not null)
        {
            string nearest = string.Join(", ", NearMisses());
            Add(IssueSeverity.Error, IssueCodes.FeedUnusable, -1,
                $"The file has no column for {missing}, so it cannot be told which {_map.Kind.Name()} a row means; "
                + (nearest.Length > 0 ? $"the nearest columns are {nearest}." : "name the columns in the first line, or write a mapping."));
        }
        else
        {
            // Where the key is missing the first line may be no header at all but somebody's data, which is not for messages.
            foreach (int column in _unknown)
            {
                string? near = NearestName.Of(_headings[column], Headings.NamesFor(_map.Kind));
                Add(IssueSeverity.Warning, IssueCodes.ColumnUnknown, column,
                    $"The column '{_headings[column]}' is no field of {_map.Kind.WithArticle()} and is left alone"
                    + (near is null ? CustomHint(_headings[column]) : $"; did you mean '{near}'?"));
            }
        }
        bool usable = !_issues.Exists(issue => issue.Severity == IssueSeverity.Error);
        return new MapBinding(usable ? new BoundMap(_map, _fields, _action, _oldKey, _filter, _columns, _headings) : null, _issues);
    }

    private IEnumerable<string> NearMisses()
    {
        foreach (RecordField field in KeyFields.Needed(_map.Kind).SelectMany(any => any))
        {
            if (NearestName.Of(field.Name, _unknown.Select(column => _headings[column])) is { } heading)
                yield return $"'{heading}' (for {field.Name})";
        }
    }

    private string CustomHint(string heading) => RecordFields.AllowsCustom(_map.Kind)
        ? $"; if it is a custom field, call it '{RecordFields.CustomPrefix}{Headings.Normalize(heading)}' or write a mapping."
        : "; write a mapping if it matters.";

    private static bool IsOwnName(HeadingTarget target, string heading) =>
        target.Field is { } field && Headings.Normalize(heading) == Headings.Normalize(field.Name);

    /// <summary>The column of this heading: the same, else the same but for case and blanks around it, else but for spaces, underscores and hyphens.</summary>
    private int IndexOf(string heading)
    {
        for (int pass = 0; pass < 3; pass++)
        {
            for (int i = 0; i < _headings.Count; i++)
            {
                bool same = pass switch
                {
                    0 => _headings[i] == heading,
                    1 => _headings[i].AsSpan().Trim().Equals(heading.AsSpan().Trim(), StringComparison.OrdinalIgnoreCase),
                    _ => Headings.Normalize(_headings[i]) == Headings.Normalize(heading),
                };
                if (same)
                    return i;
            }
        }
        return -1;
    }

    private void Ambiguous(int column, string field, int first) => Add(IssueSeverity.Warning, IssueCodes.ColumnAmbiguous, column,
        $"The columns '{_headings[first]}' and '{_headings[column]}' both mean {field}; the first of the two counts. Take the other one out, or write a mapping.");

    private void Add(IssueSeverity severity, string code, int column, string message) => _issues.Add(new RecordIssue(severity, code, message)
    {
        Kind = _map.Kind,
        Field = column >= 0 ? _headings[column] : null,
        Location = new SourceLocation(_file, 1),
    });
}
