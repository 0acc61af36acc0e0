using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Conduit.Csv;
using Conduit.Records;

namespace Conduit.Mapping;

/// <summary>One row on its way to a record.</summary>
internal sealed class RowMapping(RecordMap map, long line, string file)
{
    private readonly RosterRecord _record = RosterRecord.Create(map.Kind);
    private List<KeyValuePair<string, string>>? _custom;
    private List<RecordIssue>? _issues;
    private HashSet<string>? _chosen;
    private string? _baseName;
    private bool _removes;
    private string? _oldKey;
    private bool _isRejected;
    private bool _hasSureKey = true;

    /// <summary>Rejects a row that the reader could not read as it should.</summary>
    public void Reject(ReadOnlySpan<CsvIssue> issues)
    {
        _isRejected = true;
        _hasSureKey = false;
        foreach (CsvIssue issue in issues)
        {
            Add(new RecordIssue(IssueSeverity.Error, issue.Code, issue.Message)
            {
                Location = new SourceLocation(file, issue.Line, issue.Column),
            });
        }
    }

    /// <summary>Reads what the row asks for.</summary>
    public void SetAction(in CsvRow row, int column)
    {
        string word = row[column].ToString();
        if (ActionWord.TryRead(word, out _removes))
            return;
        _isRejected = true;
        _hasSureKey = false;
        Add(new RecordIssue(IssueSeverity.Error, IssueCodes.ActionUnknown, $"The action is none and the row is left out: write one of {ActionWord.Known}.")
        {
            Field = "action",
            Value = word,
            Location = Locate(row, column),
        });
    }

    /// <summary>Reads the key by which the record was known before; a blank says that it always had the one it has.</summary>
    public void SetOldKey(in CsvRow row, int column)
    {
        string text = row[column].ToString().Trim();
        _oldKey = text.Length > 0 ? text : null;
    }

    /// <summary>Reads a field.</summary>
    public void Set(in CsvRow row, BoundField field)
    {
        if (!Applies(row, field) || !FieldSource.TryReadHead(row, field, out string? head))
            return;
        MapContext? context = field.Map.Expression.HasWords ? FieldSource.Context(row, field) : null;
        string? value = context is null ? head : field.Map.Expression.Apply(head, context);
        if (context?.FailureCode is { } code)
        {
            Drop(row, field, code, context.FailureMessage, head, context.RejectsRow);
        }
        else if (string.IsNullOrWhiteSpace(value))
        {
            if (!field.Map.BlankKeeps)
                State(field.Target, default, "");
        }
        else if (field.Target.Field is null)
        {
            State(field.Target, default, value);
        }
        else if (ValueReader.TryRead(field.Target, value, context?.Zone ?? field.Map.Zone ?? map.Zone, out FieldValue read) is { } advice)
        {
            Drop(row, field, IssueCodes.ValueInvalid, $"The value cannot be read as {field.Target.Name}: {advice}.", head);
        }
        else if (field.Map.IsBaseName)
        {
            _baseName = read.AsText();
        }
        else
        {
            State(field.Target, read, value);
        }
    }

    /// <summary>The record and what is wrong with it.</summary>
    public MappedRow Finish()
    {
        if (_custom is not null)
            _record.SetCustom(CustomFields.Of(_custom));
        if (!_isRejected && KeyFields.MissingIn(_record) is { } missing)
        {
            _isRejected = true;
            _hasSureKey = false;
            Add(new RecordIssue(IssueSeverity.Error, IssueCodes.KeyMissing, $"The row has no {missing}, so it cannot be told which {map.Kind.Name()} it means; fill it in.")
            {
                Location = new SourceLocation(file, line),
            });
        }
        return new MappedRow(_record, _removes, _isRejected, _issues ?? (IReadOnlyList<RecordIssue>)[], _hasSureKey) { OldKey = _oldKey, BaseName = _baseName };
    }

    /// <summary>Whether this entry is where the field comes from in this row: its condition holds, and that of no entry before it did.</summary>
    private bool Applies(in CsvRow row, BoundField field)
    {
        if (_chosen?.Contains(field.Target.Name) is true)
            return false;
        return field.When is null || (field.When.Holds(row) && (_chosen ??= new(StringComparer.OrdinalIgnoreCase)).Add(field.Target.Name));
    }

    private void State(HeadingTarget target, FieldValue value, string text)
    {
        if (target.Field is { } field)
            _record.Set(field, value);
        else
            (_custom ??= []).Add(new(target.Custom!, text));
    }

    /// <summary>Leaves a field unstated; where it is part of the key, the row is rejected.</summary>
    private void Drop(in CsvRow row, BoundField field, string code, string message, string? value, bool rejectsRow = false)
    {
        rejectsRow |= field.IsKey;
        _hasSureKey &= !field.IsKey;
        _isRejected |= rejectsRow;
        Add(new RecordIssue(rejectsRow ? IssueSeverity.Error : IssueSeverity.Warning, code, message)
        {
            Field = field.Target.Name,
            Value = value,
            Location = field.FirstColumn < 0 ? new SourceLocation(file, line) : Locate(row, field.FirstColumn),
        });
    }

    private void Add(RecordIssue issue) => (_issues ??= []).Add(issue with { Kind = map.Kind });

    /// <summary>Where a field begins: the physical line and the character in it, both from 1. Reached only for issues.</summary>
    private SourceLocation Locate(in CsvRow row, int column)
    {
        ReadOnlySpan<byte> whole = row.Raw;
        nint offset = Unsafe.ByteOffset(ref MemoryMarshal.GetReference(whole), ref MemoryMarshal.GetReference(row[column].Raw));
        if (offset < 0 || offset > whole.Length)
            return new SourceLocation(file, row.Line);
        ReadOnlySpan<byte> before = whole[..(int)offset];
        long at = row.Line;
        int last = -1;
        for (int i = 0; i < before.Length; i++)
        {
            if (before[i] == '\n' || (before[i] == '\r' && (i + 1 == before.Length || before[i + 1] != '\n')))
            {
                at++;
                last = i;
            }
        }
        int characters = 0;
        foreach (Rune _ in Encoding.UTF8.GetString(before[(last + 1)..]).EnumerateRunes())
            characters++;
        return new SourceLocation(file, at, characters + 1);
    }
}
