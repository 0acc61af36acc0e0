using System.Buffers;
using System.Text.Json;
using Conduit.Records;

namespace Conduit.Planning;

/// <summary>
/// Spools a plan while it is made. Changes are written as they are found and can be taken back; <see cref="Finish"/> puts them
/// into the order of applying.
/// </summary>
internal sealed class PlanWriter : IDisposable
{
    private readonly string _spoolPath;
    private readonly ChangeSpool _changes;
    private readonly FileStream _rest;
    private readonly ValueList<PlannedAction>[] _actions = RecordKinds.Each(_ => new ValueList<PlannedAction>());
    private readonly ArrayBufferWriter<byte> _line = new(4096);
    private readonly Utf8JsonWriter _json;

    public PlanWriter(string folder)
    {
        PrivateFile.CreateFolder(folder);
        _spoolPath = Path.Combine(folder, "plan.spool");
        _changes = new ChangeSpool(_spoolPath);
        _rest = PrivateFile.Open(_spoolPath + ".rest", FileMode.Create);
        _json = new Utf8JsonWriter(_line, new JsonWriterOptions { SkipValidation = true });
    }

    /// <summary>Spools a change, and gives it its id.</summary>
    /// <returns>A ticket to take it back with.</returns>
    public int Add(Change change)
    {
        _changes.Add(change);
        return Note(change.Kind, change.Action);
    }

    /// <summary>Spools a change that was never made an object.</summary>
    public int Add(in PlainChange change)
    {
        _changes.Add(change);
        return Note(change.Kind, change.Action);
    }

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
        _rest.Write(_line.WrittenSpan);
    }

    public void Settle(SettledRow row)
    {
        Compose(PlanLine.Settled, row, SettledJson.Write);
        _rest.Write(_line.WrittenSpan);
    }

    /// <summary>Writes the plan file: header, changes in the order of applying, removals last and in reverse, then the rest.</summary>
    public void Finish(PlanHeader header, string path)
    {
        (ValueList<SpooledLine>[] lines, FileStream spool) = _changes.Complete();
        _rest.Flush();
        Compose(null, header, PlanHeaderJson.Write);
        PrivateFile.Replace(path, target =>
        {
            target.Write(_line.WrittenSpan);
            foreach (RecordKind kind in RecordKinds.All)
                Copy(kind, lines[(int)kind], removals: false, spool, target);
            for (int kind = RecordKinds.All.Length - 1; kind >= 0; kind--)
                Copy(RecordKinds.All[kind], lines[kind], removals: true, spool, target);
            _rest.Position = 0;
            _rest.CopyTo(target, PrivateFile.BufferSize);
            target.Write([(byte)PlanLine.End, (byte)'\n']);
        });
    }

    public void Dispose()
    {
        _json.Dispose();
        _changes.Dispose();
        _rest.Dispose();
        PrivateFile.Delete(_spoolPath);
        PrivateFile.Delete(_spoolPath + ".rest");
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

    // Neighbours in the spool are copied together: almost always a whole kind in a few large writes.
    private void Copy(RecordKind kind, ValueList<SpooledLine> lines, bool removals, FileStream spool, FileStream target)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(PrivateFile.BufferSize);
        long start = 0;
        long end = 0;
        for (int i = 0; i < lines.Count; i++)
        {
            PlannedAction planned = _actions[(int)kind][i];
            if (planned.IsRetracted || planned.Action.IsRemoval() != removals)
                continue;
            if (lines[i].Offset != end)
            {
                CopyRange(start, end, buffer, spool, target);
                start = lines[i].Offset;
            }
            end = lines[i].Offset + lines[i].Length;
        }
        CopyRange(start, end, buffer, spool, target);
        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
    }

    private void CopyRange(long start, long end, byte[] buffer, FileStream spool, FileStream target)
    {
        while (start < end)
        {
            int read = RandomAccess.Read(spool.SafeFileHandle, buffer.AsSpan(0, (int)Math.Min(buffer.Length, end - start)), start);
            if (read == 0)
                throw new EndOfStreamException($"{_spoolPath} was cut while the plan was made.");
            target.Write(buffer, 0, read);
            start += read;
        }
    }

    // What a spooled change does, and whether it was taken back.
    private struct PlannedAction
    {
        public ChangeAction Action;
        public bool IsRetracted;
    }
}
