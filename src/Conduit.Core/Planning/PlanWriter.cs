using System.Buffers;
using System.Text.Json;
using Conduit.Records;

namespace Conduit.Planning;

/// <summary>
/// Spools a plan while it is made. Changes are written as they are found, kind by kind, and can be taken back; <see cref="Finish"/> puts removals
/// behind all else.
/// </summary>
internal sealed class PlanWriter : IDisposable
{
    // Blanks fill it up. Headers are shorter but where thousands of rows are rejected or wait.
    private const int HeaderRoom = 16 << 10;

    private readonly string _spoolPath;
    private readonly ChangeSpool _changes;
    private FileStream? _rest;
    private readonly ValueList<PlannedAction>[] _actions = RecordKinds.Each(_ => new ValueList<PlannedAction>());
    private readonly ArrayBufferWriter<byte> _line = new(4096);
    private readonly Utf8JsonWriter _json;

    public PlanWriter(string folder)
    {
        PrivateFile.CreateFolder(folder);
        _spoolPath = Path.Combine(folder, "plan.spool");
        _changes = new ChangeSpool(_spoolPath, HeaderRoom);
        _json = new Utf8JsonWriter(_line, new JsonWriterOptions { SkipValidation = true, Encoder = LazyJsonEncoder.Instance });
    }

    /// <summary>Spools a change.</summary>
    /// <returns>A ticket to take it back with.</returns>
    public int Add(Change change)
    {
        _changes.Add(change);
        return Note(change.Kind, change.Action);
    }

    /// <summary>Spools a change that was never made an object.</summary>
    /// <param name="kind">The kind of the record.</param>
    /// <param name="action">What it does.</param>
    /// <param name="lines">Holds its line, as it will stand in the plan, until it is written.</param>
    /// <param name="start">Where the line begins.</param>
    /// <param name="length">How long it is.</param>
    public int Add(RecordKind kind, ChangeAction action, Utf8Buffer lines, int start, int length)
    {
        _changes.Add(kind, action, lines, start, length);
        return Note(kind, action);
    }

    /// <summary>Hands out the lines that were spooled, to be <see cref="Write">written</see> on another thread before any other change is added.</summary>
    public LineRuns HandOut() => _changes.HandOut();

    /// <summary>Writes lines that were handed out.</summary>
    public void Write(LineRuns lines) => _changes.Write(lines);

    /// <summary>Takes a change back.</summary>
    /// <returns>What it would have done.</returns>
    public ChangeAction Retract(RecordKind kind, int ticket)
    {
        ref PlannedAction planned = ref _actions[(int)kind][ticket];
        planned.IsRetracted = true;
        return planned.Action;
    }

    public void Add(RecordIssue issue)
    {
        Compose(PlanLine.Issue, issue, IssueJson.Write);
        WriteRest(_line.WrittenSpan);
    }

    public void Settle(SettledRow row)
    {
        Compose(PlanLine.Settled, row, SettledJson.Write);
        WriteRest(_line.WrittenSpan);
    }

    /// <summary>
    /// Makes the spool the plan file: header, changes in the order of applying, removals last and in reverse, then the rest. What was taken back stays in it and says so.
    /// </summary>
    public void Finish(PlanHeader header, string path)
    {
        (ValueList<SpooledLine>[] lines, SpoolFiles files) = _changes.Complete();
        FileStream kept = files.Kept;
        for (int kind = lines.Length - 1; kind >= 0; kind--)
        {
            if (files.ShiftOfRemovals((RecordKind)kind) is null)
                CopyRemovals(_actions[kind], lines[kind], files);
        }
        if (_rest is not null)
        {
            _rest.Flush();
            _rest.Position = 0;
            _rest.CopyTo(kept, PrivateFile.BufferSize);
        }
        kept.Write([(byte)PlanLine.End, (byte)'\n']);
        for (int kind = 0; kind < lines.Length; kind++)
            MarkRetracted(_actions[kind], lines[kind], kept, files.ShiftOfRemovals((RecordKind)kind));

        Compose(null, header, PlanHeaderJson.Write);
        if (_line.WrittenCount > HeaderRoom)
        {
            kept.Position = HeaderRoom;
            PrivateFile.Replace(path, target =>
            {
                target.Write(_line.WrittenSpan);
                kept.CopyTo(target, PrivateFile.BufferSize);
            });
            return;
        }
        // Not Span.Fill, which would be compiled for this alone.
        byte[] blanks = new byte[HeaderRoom - _line.WrittenCount + 1];
        for (int i = 0; i < blanks.Length; i++)
            blanks[i] = (byte)' ';
        blanks[^1] = (byte)'\n';
        kept.Position = 0;
        kept.Write(_line.WrittenSpan[..^1]);
        kept.Write(blanks);
        PrivateFile.Place(kept, _spoolPath, path);
    }

    public void Dispose()
    {
        _json.Dispose();
        _changes.Dispose();
        _rest?.Dispose();
        PrivateFile.Delete(_spoolPath);
        PrivateFile.Delete(_spoolPath + ".gone");
        PrivateFile.Delete(_spoolPath + ".rest");
    }

    // Neighbours are copied together: almost always a whole kind at once.
    private static void CopyRemovals(ValueList<PlannedAction> actions, ValueList<SpooledLine> lines, SpoolFiles files)
    {
        long start = 0;
        long end = 0;
        for (int i = 0; i < lines.Count; i++)
        {
            if (actions[i].IsRetracted || !actions[i].Action.IsRemoval())
                continue;
            if (lines[i].Offset != end)
            {
                files.CopyRemovals(start, end);
                start = lines[i].Offset;
            }
            end = lines[i].Offset + lines[i].Length;
        }
        files.CopyRemovals(start, end);
    }

    // Removals that were copied are those that count.
    private static void MarkRetracted(ValueList<PlannedAction> actions, ValueList<SpooledLine> lines, FileStream kept, long? shiftOfRemovals)
    {
        for (int i = 0; i < lines.Count; i++)
        {
            if (!actions[i].IsRetracted)
                continue;
            long? shift = actions[i].Action.IsRemoval() ? shiftOfRemovals : 0;
            if (shift is null)
                continue;
            kept.Position = lines[i].Offset + shift.Value;
            kept.WriteByte((byte)PlanLine.Retracted);
        }
    }

    private void WriteRest(ReadOnlySpan<byte> line)
    {
        _rest ??= PrivateFile.Open(_spoolPath + ".rest", FileMode.Create);
        _rest.Write(line);
    }

    private int Note(RecordKind kind, ChangeAction action)
    {
        _actions[(int)kind].Add(new PlannedAction { Action = action });
        return _actions[(int)kind].Count - 1;
    }

    private void Compose<T>(PlanLine? type, T item, Action<Utf8JsonWriter, T> write)
    {
        _line.ResetWrittenCount();
        if (type is { } first)
            _line.Write([(byte)first]);
        _json.Reset(_line);
        write(_json, item);
        _json.Flush();
        _line.Write("\n"u8);
    }

    // What a spooled change does, and whether it was taken back.
    private struct PlannedAction
    {
        public ChangeAction Action;
        public bool IsRetracted;
    }
}
