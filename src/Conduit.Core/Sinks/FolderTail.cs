using System.Runtime.InteropServices;
using Conduit.Planning;
using Conduit.Records;
using CsvHelper;

namespace Conduit.Sinks;

/// <summary>
/// What is known of a file that was just written: its columns and the ids of its rows, as hashes. New records that clash with none
/// of them are appended; for everything else, and when somebody else has touched the file, the file is made anew.
/// </summary>
internal sealed class FolderTail(string path, RecordKind kind, FolderColumns columns, char separator)
{
    private readonly FingerprintKey _key = FingerprintKey.Random();
    private readonly HashSet<ulong> _ids = [];
    private readonly FolderNewRow _newRow = new(kind);
    private int _longestAppend;
    private long _length;
    private DateTime _writtenAt;

    public RecordKind Kind => kind;

    /// <summary>Takes a row's id in.</summary>
    /// <returns>False when a row has it already, or one may have: a hash is all that is kept.</returns>
    public bool Add(ReadOnlySpan<char> id) => _ids.Add(_key.Hash(MemoryMarshal.AsBytes(id)).Low);

    /// <summary>The file is as it stands now.</summary>
    public void Stamp()
    {
        var file = new FileInfo(path);
        (_length, _writtenAt) = (file.Length, file.LastWriteTimeUtc);
    }

    /// <summary>Appends new records.</summary>
    /// <returns>Null when the file has to be made anew; then nothing was written, and the tail is of no more use.</returns>
    public IReadOnlyList<ChangeResult>? TryAppend(IReadOnlyList<Change> changes)
    {
        var file = new FileInfo(path);
        if (!file.Exists || file.Length != _length || file.LastWriteTimeUtc != _writtenAt)
            return null;
        var results = new ChangeResult[changes.Count];
        using var rows = new MemoryStream(_longestAppend);
        using (CsvWriter writer = FolderRewrite.Writer(rows, separator))
        {
            for (int i = 0; i < results.Length; i++)
            {
                Change change = changes[i];
                if (change.Action != ChangeAction.Create)
                    return null;
                string id = FolderRowId.Of(change.After!, change.References);
                if (!Add(id))
                    return null;
                _newRow.Write(change, columns, writer);
                // The change needs a column that the file lacks.
                if (columns.Count > columns.Original)
                    return null;
                results[i] = ChangeResult.Applied(change.Id, id);
            }
            writer.Flush();
        }
        FolderAppend.Append(path, _length, rows.GetBuffer().AsSpan(0, (int)rows.Length));
        _longestAppend = Math.Max(_longestAppend, rows.Capacity);
        Stamp();
        return results;
    }
}
