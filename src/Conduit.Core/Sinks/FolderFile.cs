using Conduit.Csv;
using Conduit.Mapping;
using Conduit.Records;

namespace Conduit.Sinks;

/// <summary>One file of a folder, read from its start.</summary>
internal sealed class FolderFile : IDisposable
{
    private readonly CsvReader _reader;

    private FolderFile(string path, RecordKind kind)
    {
        _reader = CsvReader.OpenFile(path);
        HasBatch = _reader.Read();
        Columns = new FolderColumns(kind, _reader.Header.Names);
        Map = MapBinder.Bind(RecordMap.ByHeadings(kind), _reader.Header.Names, Path.GetFileName(path)).Map;
    }

    public FolderColumns Columns { get; }

    public char Separator => _reader.Separator;

    /// <summary>The map of the file by its headings; null when it has no column that tells records apart.</summary>
    public BoundMap? Map { get; }

    /// <summary>Whether a row could not be read.</summary>
    public bool IsDamaged { get; private set; }

    private bool HasBatch { get; set; }

    /// <summary>Where the file of a kind stands.</summary>
    public static string PathOf(string folder, RecordKind kind) => Path.Combine(folder, kind.Name() + "s.csv");

    /// <summary>Opens the file of a kind; null when there is none. An append that was cut off is taken away first.</summary>
    public static FolderFile? Open(string folder, RecordKind kind)
    {
        string path = PathOf(folder, kind);
        FolderAppend.Repair(path);
        return File.Exists(path) ? new FolderFile(path, kind) : null;
    }

    public static string Cell(in CsvRow row, int column) => column < 0 || column >= row.FieldCount ? "" : row[column].ToString();

    public bool TryRead(out CsvRow row)
    {
        while (HasBatch)
        {
            if (_reader.TryRead(out row))
            {
                IsDamaged |= row.IsDamaged;
                return true;
            }
            HasBatch = _reader.Read();
        }
        IsDamaged |= _reader.HasUnclosedQuote;
        row = default;
        return false;
    }

    public void Dispose() => _reader.Dispose();
}
