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
    private readonly FileStream _changes;
    private readonly FileStream _rest;
    private readonly List<Spooled>[] _spooled = [.. RecordKinds.InOrder.Select(_ => new List<Spooled>())];
    private readonly ArrayBufferWriter<byte> _line = new(4096);
    private readonly Utf8JsonWriter _json;
    private long _written;

    public PlanWriter(string folder)
    {
        PrivateFile.CreateFolder(folder);
        _spoolPath = Path.Combine(folder, "plan.spool");
        _changes = PrivateFile.Open(_spoolPath, FileMode.Create);
        _rest = PrivateFile.Open(_spoolPath + ".rest", FileMode.Create);
        _json = new Utf8JsonWriter(_line, new JsonWriterOptions { SkipValidation = true });
    }

    /// <summary>The id of a change, made in the memory that its line is made in.</summary>
    public ChangeId Identify(RecordKey key, ChangeAction action, RosterRecord? before, RosterRecord? after) =>
        ChangeJson.Identify(key, action, before, after, _json, _line);

    /// <summary>Spools a change.</summary>
    /// <returns>A ticket to take it back with.</returns>
    public int Add(Change change)
    {
        Compose(PlanLine.Change, change, ChangeJson.Write);
        _changes.Write(_line.WrittenSpan);
        List<Spooled> kind = _spooled[(int)change.Kind];
        kind.Add(new Spooled(_written, _line.WrittenCount, change.Action));
        _written += _line.WrittenCount;
        return kind.Count - 1;
    }

    /// <summary>Takes a change back.</summary>
    /// <returns>What it would have done.</returns>
    public ChangeAction Retract(RecordKind kind, int ticket)
    {
        List<Spooled> spooled = _spooled[(int)kind];
        Spooled entry = spooled[ticket];
        spooled[ticket] = entry with { Length = 0 };
        return entry.Action;
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
        _changes.Flush();
        _rest.Flush();
        Compose(null, header, PlanHeaderJson.Write);
        PrivateFile.Replace(path, target =>
        {
            target.Write(_line.WrittenSpan);
            foreach (List<Spooled> kind in _spooled)
                Copy(kind, removals: false, target);
            foreach (List<Spooled> kind in _spooled.Reverse())
                Copy(kind, removals: true, target);
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
        File.Delete(_spoolPath);
        File.Delete(_spoolPath + ".rest");
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
    private void Copy(List<Spooled> spooled, bool removals, FileStream target)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(PrivateFile.BufferSize);
        long start = 0;
        long end = 0;
        foreach (Spooled entry in spooled)
        {
            if (entry.Length == 0 || entry.Action.IsRemoval() != removals)
                continue;
            if (entry.Offset != end)
            {
                CopyRange(start, end, buffer, target);
                start = entry.Offset;
            }
            end = entry.Offset + entry.Length;
        }
        CopyRange(start, end, buffer, target);
        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
    }

    private void CopyRange(long start, long end, byte[] buffer, FileStream target)
    {
        while (start < end)
        {
            int read = RandomAccess.Read(_changes.SafeFileHandle, buffer.AsSpan(0, (int)Math.Min(buffer.Length, end - start)), start);
            if (read == 0)
                throw new EndOfStreamException($"{_spoolPath} was cut while the plan was made.");
            target.Write(buffer, 0, read);
            start += read;
        }
    }

    private readonly record struct Spooled(long Offset, int Length, ChangeAction Action);
}
