using Conduit.State;
using Conduit.Tests.Support;
using Conduit.Transactions;

namespace Conduit.Tests.State;

/// <summary>Records are read alone, with their neighbours, or where the mapped file holds them: whichever way, they are what was written.</summary>
public sealed class ValuesReaderTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ValuesFile _file;
    private readonly List<byte[]> _records = [];
    private readonly List<IndexEntry> _entries = [];

    public ValuesReaderTests() => _file = new ValuesFile(Path.Combine(_folder.Path, "values"), 0);

    public void Dispose()
    {
        _file.Dispose();
        _folder.Dispose();
    }

    private void Append(Random random, int count)
    {
        for (int i = 0; i < count; i++)
        {
            // Most are short; some are longer than a block, one in some thousands longer than what is mapped at once.
            byte[] record = new byte[random.Next(4000) == 0 ? 3_000_000 : random.Next(300) == 0 ? 70_000 : random.Next(120)];
            random.NextBytes(record);
            _records.Add(record);
            _entries.Add(new IndexEntry { Place = _file.Append(record) });
        }
    }

    private void Hold(ValuesReader reader, KindIndex index, int position) =>
        reader.Read(index, position).SequenceEqual(_records[position]).ShouldBeTrue($"record {position}");

    [Fact]
    public void Records_are_found_in_any_order()
    {
        var random = new Random(7);
        Append(random, 30_000);
        var index = new KindIndex(_entries.ToArray());
        using var reader = new ValuesReader(_file);
        for (int i = 0; i < index.Count; i++)
            Hold(reader, index, i);
        for (int i = 0; i < index.Count; i += random.Next(1, 90))
            Hold(reader, index, i);
        for (int i = index.Count - 1; i >= 0; i -= random.Next(1, 90))
            Hold(reader, index, i);
        for (int i = 0; i < 3000; i++)
            Hold(reader, index, random.Next(index.Count));
    }

    [Fact]
    public void What_is_appended_later_is_found_as_well()
    {
        var random = new Random(11);
        using var reader = new ValuesReader(_file);
        for (int round = 0; round < 20; round++)
        {
            int known = _records.Count;
            Append(random, 500);
            var index = new KindIndex(_entries.ToArray());
            for (int i = Math.Max(0, known - 50); i < index.Count; i++)
                Hold(reader, index, i);
        }
    }

    /// <summary>A flipped bit is told, also in what is mapped, and the records around it are still read.</summary>
    [Fact]
    public void Damage_is_told_and_harms_no_neighbour()
    {
        Append(new Random(13), 2000);
        _file.FlushToDisk();
        int damaged = 1500;
        while (_records[damaged].Length == 0)
            damaged++;
        using (FileStream stream = File.Open(_file.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            stream.Position = _entries[damaged].Place.Offset + 6;
            int first = stream.ReadByte();
            stream.Position--;
            stream.WriteByte((byte)(first ^ 4));
        }
        var index = new KindIndex(_entries.ToArray());
        using var reader = new ValuesReader(_file);
        for (int i = 0; i < index.Count; i++)
        {
            if (i == damaged)
                Should.Throw<DataFolderException>(() => reader.Read(index, damaged).Length).Message.ShouldContain($"byte {_entries[damaged].Place.Offset}");
            else
                Hold(reader, index, i);
        }
    }
}
