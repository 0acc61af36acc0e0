using Conduit.Mapping;
using Conduit.Planning;
using Conduit.Records;

namespace Conduit.Sinks;

/// <summary>The columns of one file of a folder: what each holds, and where a field stands. Columns can be added at the end.</summary>
internal sealed class FolderColumns
{
    private readonly RecordKind _kind;
    private readonly List<string> _headings;
    private readonly List<HeadingTarget?> _targets;
    private readonly Dictionary<string, int> _byName = new(StringComparer.OrdinalIgnoreCase);

    public FolderColumns(RecordKind kind, IEnumerable<string> headings)
    {
        _kind = kind;
        _headings = [.. headings];
        _targets = [.. _headings.Select(h => Headings.Find(kind, h))];
        for (int i = 0; i < _targets.Count; i++)
        {
            if (_targets[i] is { } target)
                _byName.TryAdd(target.Name, i);
        }
        Original = _headings.Count;
    }

    public IReadOnlyList<string> Names => _headings;

    /// <summary>How many columns the file has now; those after it are new.</summary>
    public int Original { get; }

    public int Count => _headings.Count;

    /// <summary>The column of a field, or -1.</summary>
    public int Find(RecordField field) => _targets.FindIndex(t => t?.Field == field);

    /// <summary>The column of a field by its name, custom fields with their prefix; made when there is none.</summary>
    public int FindOrAdd(string name)
    {
        if (_byName.TryGetValue(name, out int at))
            return at;
        _headings.Add(name);
        _targets.Add(Headings.Find(_kind, name));
        _byName.Add(name, _headings.Count - 1);
        return _headings.Count - 1;
    }

    /// <summary>A value as the column writes it: a column <c>active</c> says the opposite of <c>suspended</c>.</summary>
    public string Text(int column, FieldValue value) => (_targets[column]?.Sense, value.AsFlag()) switch
    {
        (FlagSense.Inverted, { } flag) => flag ? "0" : "1",
        (FlagSense.Status, { } flag) => flag ? "suspended" : "active",
        _ => value.ToString(),
    };

    /// <summary>Lays the fields that a change writes over the cells of a row.</summary>
    public void Write(Change change, IEnumerable<string> fields, List<string> cells)
    {
        foreach (string name in fields)
        {
            int column = FindOrAdd(name);
            Put(cells, column, RecordFields.Find(_kind, name) is { } field
                ? Text(column, change.After![field])
                : change.After!.Custom[name[RecordFields.CustomPrefix.Length..]] ?? "");
        }
    }

    /// <summary>Lays all that a record states over the cells of a row.</summary>
    public void Write(RosterRecord record, List<string> cells)
    {
        foreach (RecordField field in record.Stated)
        {
            int column = FindOrAdd(field.Name);
            Put(cells, column, Text(column, record[field]));
        }
        foreach ((string name, string value) in record.Custom)
            Put(cells, FindOrAdd(RecordFields.CustomPrefix + name), value);
    }

    private static void Put(List<string> cells, int column, string text)
    {
        while (cells.Count <= column)
            cells.Add("");
        cells[column] = text;
    }
}
