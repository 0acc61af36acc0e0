using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Conduit.Records;
using Conduit.State;
using Conduit.Tests.Support;
using Conduit.Transactions;

namespace Conduit.Tests.State;

/// <summary>A state as older versions left it.</summary>
public sealed class OldCheckpointTests : IDisposable
{
    private const string Header = """
        {"state":"8c5ed19f429e605f","version":7,"hash":"siphash-2-4-128","key":"000102030405060708090a0b0c0d0e0f","lmsReadAt":"2026-09-01T02:00:00+00:00","logSegment":2,"logOffset":345,"values":"values-000001.jsonl","valuesLength":136,"feedNames":["csv/users"],"feeds":[{"source":"csv","name":"users","kind":"user","map":"v","rows":2,"complete":true}],"rejections":{"0425056df2a635d9ec770d0b8872b81e":"r5"}}
        """;

    private const string Ada = """{"key":"1","lmsId":"11","source":"csv","values":{"username":"ada","idnumber":"1"}}""" + "\n";

    private const string Bob = """{"key":"2","lmsId":"12","values":{"username":"bob"}}""" + "\n";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Checkpoint(int version) => _folder[Path.Combine("state", string.Create(CultureInfo.InvariantCulture, $"checkpoint-{version:d9}.index"))];

    private byte[] File1()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        byte[] header = Encoding.UTF8.GetBytes(Header);
        writer.Write("CONDUIT\n"u8);
        writer.Write(1L);
        writer.Write((long)header.Length);
        writer.Write(header);
        writer.Write(2L);
        Entry(writer, "1", row: 77, "ada", 0, Ada.Length, flags: 1);
        Entry(writer, "2", row: 0, "bob", Ada.Length, Bob.Length, flags: 0);
        for (int kind = 1; kind < 8; kind++)
            writer.Write(0L);
        byte[] body = stream.ToArray();
        return [.. body, .. SHA256.HashData(body)];
    }

    private static void Entry(BinaryWriter writer, string key, ulong row, string name, long offset, int length, byte flags)
    {
        FingerprintKey hash = FingerprintKey.Of("siphash-2-4-128", new Hash128(0x0001020304050607, 0x08090a0b0c0d0e0f))!;
        foreach (RecordFingerprint number in (RecordFingerprint[])[hash.Hash(key), new(0, row), hash.Hash(name)])
        {
            writer.Write(number.Low);
            writer.Write(number.High);
        }
        writer.Write(offset);
        writer.Write(length);
        writer.Write((ushort)0);
        writer.Write(flags);
        writer.Write((byte)0);
    }

    [Fact]
    public void A_checkpoint_of_format_1_is_read_and_saved_as_the_newer_format()
    {
        _folder.Write(Path.Combine("state", "values-000001.jsonl"), Ada + Bob);
        File.WriteAllBytes(Checkpoint(7), File1());
        (Ada + Bob).Length.ShouldBe(136);
        for (int opened = 0; opened < 2; opened++)
        {
            using KnownState state = KnownState.Open(_folder.Path);
            (state.Header.Version, state.Header.Log, state.Header.Rejections.Single().Value, state.Header.Feeds.Single().Rows).ShouldBe((7 + opened, new LogPosition(2, 345), "r5", 2));
            state[RecordKind.User].Count.ShouldBe(2);
            int ada = state.Find(RecordKey.OfId(RecordKind.User, "1"));
            state[RecordKind.User].FindRow(new(0, 77), state.FeedNumber("csv", "users")).ShouldBe(ada);
            state[RecordKind.User][ada].IsSettled.ShouldBeTrue();
            KnownRecord bob = state.Read(RecordKind.User, state.FindByName(RecordKind.User, "BOB"));
            (bob.Key.Value, bob.LmsId, bob.IsManaged).ShouldBe(("2", "12", false));
            if (opened == 0)
                state.Save(state.Header.Log);
        }
        BitConverter.ToInt64(File.ReadAllBytes(Checkpoint(8)), 8).ShouldBe(StateHeader.Format);
    }

    /// <summary>Nothing may be found by the tables of these: their slots hold what no table of today holds.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_checkpoint_with_sections_is_read(int format)
    {
        _folder.Write(Path.Combine("state", "values-000001.jsonl"), Ada + Bob);
        File.WriteAllBytes(Checkpoint(7), FileOf(format));
        for (int opened = 0; opened < 3; opened++)
        {
            using KnownState state = KnownState.Open(_folder.Path);
            state.Header.Version.ShouldBe(opened < 2 ? 7 : 8);
            int ada = state.Find(RecordKey.OfId(RecordKind.User, "1"));
            state[RecordKind.User].FindRow(new(0, 77), state.FeedNumber("csv", "users")).ShouldBe(ada);
            state[RecordKind.User][ada].IsSettled.ShouldBeTrue();
            state.Read(RecordKind.User, ada).LmsId.ShouldBe("11");
            state.Read(RecordKind.User, state.FindByName(RecordKind.User, "bob")).Key.Value.ShouldBe("2");
            // Only a save replaces the older state.
            if (opened == 1)
                state.Save(state.Header.Log);
        }
        BitConverter.ToInt64(File.ReadAllBytes(Checkpoint(8)), 8).ShouldBe(StateHeader.Format);
    }

    /// <summary>Format 5 is today's but for its header, which is JSON.</summary>
    [Fact]
    public void A_checkpoint_of_format_5_is_read()
    {
        _folder.Write(Path.Combine("state", "values-000001.jsonl"), Ada + Bob);
        File.WriteAllBytes(Checkpoint(7), FileOf(4));
        string header;
        using (KnownState state = KnownState.Open(_folder.Path))
        {
            state.Save(state.Header.Log);
            header = Header.Replace("\"version\":7", "\"version\":8", StringComparison.Ordinal)
                .Replace("values-000001.jsonl", state.Header.ValuesFile, StringComparison.Ordinal)
                .Replace("\"valuesLength\":136", string.Create(CultureInfo.InvariantCulture, $"\"valuesLength\":{state.Header.ValuesLength},\"valuesCount\":2"), StringComparison.Ordinal);
        }
        File.WriteAllBytes(Checkpoint(8), AsFormat5(File.ReadAllBytes(Checkpoint(8)), Encoding.UTF8.GetBytes(header)));
        for (int version = 8; version <= 9; version++)
        {
            using KnownState state = KnownState.Open(_folder.Path);
            (state.Header.Version, state.Header.Log, state.Header.Rejections.Single().Value, state.Header.Feeds.Single().Rows).ShouldBe((version, new LogPosition(2, 345), "r5", 2));
            (state.Header.LmsReadAt, state.Key.HashName).ShouldBe((new DateTimeOffset(2026, 9, 1, 2, 0, 0, TimeSpan.Zero), "siphash-2-4-128"));
            int ada = state.Find(RecordKey.OfId(RecordKind.User, "1"));
            state[RecordKind.User].FindRow(new(0, 77), state.FeedNumber("csv", "users")).ShouldBe(ada);
            state.Read(RecordKind.User, ada).LmsId.ShouldBe("11");
            state.Read(RecordKind.User, state.FindByName(RecordKind.User, "bob")).Key.Value.ShouldBe("2");
            state.Save(state.Header.Log);
        }
        BitConverter.ToInt64(File.ReadAllBytes(Checkpoint(9)), 8).ShouldBe(StateHeader.Format);
    }

    private static byte[] AsFormat5(byte[] file, byte[] json)
    {
        const int beforeHeader = 32;
        const int sizes = 8 * 5 * sizeof(long);
        int length = (int)BitConverter.ToInt64(file, 24);
        int sections = Aligned(beforeHeader + length + sizes);
        int sectionsOf5 = Aligned(beforeHeader + json.Length + sizes);
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(file.AsSpan(0, 8));
        writer.Write(5L);
        writer.Write(BitConverter.ToInt64(file, 16) - sections + sectionsOf5);
        writer.Write((long)json.Length);
        writer.Write(json);
        writer.Write(file.AsSpan(beforeHeader + length, sizes));
        writer.Write(new byte[sectionsOf5 - beforeHeader - json.Length - sizes]);
        writer.Write(file.AsSpan(sections..^FileChecksum.Size));
        var sum = new FileChecksum();
        sum.Add(stream.ToArray());
        byte[] end = new byte[FileChecksum.Size];
        sum.Write(end);
        return [.. stream.ToArray(), .. end];

        static int Aligned(int at) => (at + 63) / 64 * 64;
    }

    private static byte[] FileOf(int format)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        byte[] header = Encoding.UTF8.GetBytes(Header);
        writer.Write("CONDUIT\n"u8);
        writer.Write((long)format);
        writer.Write((long)header.Length);
        writer.Write(header);
        for (int kind = 0; kind < 8; kind++)
        {
            foreach (long size in (long[])[kind == 0 ? 2 : 0, 16, 32, 16])
                writer.Write(size);
            if (format == 4)
                writer.Write(kind == 0 ? 2L : 0);
        }
        Align();
        FingerprintKey hash = FingerprintKey.Of("siphash-2-4-128", new Hash128(0x0001020304050607, 0x08090a0b0c0d0e0f))!;
        (string Key, string Name, ulong Row, long Offset, int Length, byte Flags)[] records = [("1", "ada", 77, 0, Ada.Length, 1), ("2", "bob", 0, Ada.Length, Bob.Length, 0)];
        for (int kind = 0; kind < 8; kind++)
        {
            Section(kind, record =>
            {
                writer.Write(record.Row);
                writer.Write(0L);
                writer.Write(record.Length);
                writer.Write((ushort)0);
                writer.Write(record.Flags);
                writer.Write((byte)0);
            });
            Slots(16);
        }
        for (int kind = 0; kind < 8; kind++)
        {
            Slots(32);
            Slots(16);
            if (format == 4)
            {
                Section(kind, record => writer.Write(record.Offset));
                Section(kind, record => Put(hash.Hash(record.Key)));
                Section(kind, record => Put(hash.Hash(record.Name)));
                continue;
            }
            Section(kind, record =>
            {
                Put(hash.Hash(record.Key));
                Put(hash.Hash(record.Name));
                writer.Write(record.Offset);
            });
        }
        var sum = new FileChecksum();
        sum.Add(stream.ToArray());
        Span<byte> end = stackalloc byte[FileChecksum.Size];
        sum.Write(end);
        writer.Write(end);
        return stream.ToArray();

        void Section(int kind, Action<(string Key, string Name, ulong Row, long Offset, int Length, byte Flags)> write)
        {
            foreach (var record in kind == 0 ? records : [])
                write(record);
            Align();
        }

        void Slots(int count)
        {
            for (int i = 0; i < count; i++)
                writer.Write(1 + (i % 2));
            Align();
        }

        void Put(RecordFingerprint number)
        {
            writer.Write(number.Low);
            writer.Write(number.High);
        }

        void Align() => writer.Write(new byte[(64 - (int)(stream.Length % 64)) % 64]);
    }

    [Fact]
    public void A_checkpoint_of_format_4_whose_values_are_cut_is_not_read()
    {
        _folder.Write(Path.Combine("state", "values-000001.jsonl"), Ada);
        File.WriteAllBytes(Checkpoint(7), FileOf(4));
        Should.Throw<DataFolderException>(() => KnownState.Open(_folder.Path));
    }

    [Fact]
    public void A_damaged_checkpoint_of_format_1_is_not_read()
    {
        _folder.Write(Path.Combine("state", "values-000001.jsonl"), Ada + Bob);
        byte[] bytes = File1();
        bytes[^40] ^= 1;
        File.WriteAllBytes(Checkpoint(7), bytes);
        Should.Throw<DataFolderException>(() => KnownState.Open(_folder.Path));
    }
}
