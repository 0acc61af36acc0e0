using Conduit.Planning;
using Conduit.Records;
using Conduit.State;
using Conduit.Tests.Support;
using Conduit.Transactions;

namespace Conduit.Tests.State;

public sealed class KnownStateTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static KnownRecord User(string id, string name, int row = 0) => new(RecordKey.OfId(RecordKind.User, id), "lms" + id, new UserRecord { IdNumber = id, Username = name })
    {
        Flags = KnownFlags.Managed,
        Source = "csv",
        Owner = "manual",
        Supports = row == 0 ? [] : [new RowSupport("users", new RecordFingerprint(0, (ulong)row))],
    };

    [Fact]
    public void What_is_saved_is_found_again_by_key_name_and_row()
    {
        using (KnownState state = KnownState.Open(_folder.Path))
        {
            for (int i = 1; i <= 1000; i++)
                state.Put(User($"{i}", $"U{i}", i));
            state.Header.LmsReadAt = DateTimeOffset.UnixEpoch;
            state.Save(new LogPosition(2, 30));
        }
        using KnownState again = KnownState.Open(_folder.Path);
        (again.Header.Version, again.Header.Log, again.Header.LmsReadAt).ShouldBe((1, new LogPosition(2, 30), DateTimeOffset.UnixEpoch));
        int at = again.Find(RecordKey.OfId(RecordKind.User, "500"));
        again.FindByName(RecordKind.User, "u500").ShouldBe(at);
        again[RecordKind.User].FindRow(new(0, 500), again.FeedNumber("csv", "users")).ShouldBe(at);
        again[RecordKind.User].FindRow(new(0, 500), 7).ShouldBe(-1);
        KnownRecord read = again.Read(RecordKind.User, at);
        (read.LmsId, read.Source, read.Owner, read.Supports.Single()).ShouldBe(("lms500", "csv", "manual", new RowSupport("users", new RecordFingerprint(0, 500))));
        again.Find(RecordKey.OfId(RecordKind.User, "1001")).ShouldBe(-1);
    }

    [Fact]
    public void What_changes_and_goes_is_changed_and_gone()
    {
        using KnownState state = KnownState.Open(_folder.Path);
        state.Put(User("1", "ada", 1));
        state.Put(User("2", "bob", 2));
        state.Put(User("1", "augusta", 3));
        state[RecordKind.User].Count.ShouldBe(2);
        state.FindByName(RecordKind.User, "ada").ShouldBe(-1);
        state[RecordKind.User].FindRow(new(0, 1), 0).ShouldBe(-1);
        state[RecordKind.User].FindRow(new(0, 3), 0).ShouldBe(0);
        state.Drop(RecordKind.User, 1);
        state.Find(RecordKey.OfId(RecordKind.User, "2")).ShouldBe(-1);
        state.Save(default);
        state[RecordKind.User].Count.ShouldBe(1);
    }

    [Fact]
    public void A_name_that_two_records_have_is_ambiguous()
    {
        using KnownState state = KnownState.Open(_folder.Path);
        state.Put(User("1", "ada"));
        state.Put(User("2", "ADA"));
        state.FindByName(RecordKind.User, "Ada").ShouldBe(-2);
    }

    [Fact]
    public void Several_rows_of_a_record_are_kept_with_it()
    {
        using KnownState state = KnownState.Open(_folder.Path);
        RowSupport[] rows = [new("a", new RecordFingerprint(0, 1)), new("b", new RecordFingerprint(0, 2))];
        int at = state.Put(User("1", "ada") with { Supports = rows });
        state[RecordKind.User][at].Is(KnownFlags.ManyRows).ShouldBeTrue();
        state.Read(RecordKind.User, at).Supports.ShouldBe(rows);
        state.Settle(RecordKind.User, at, "csv", rows[..1], KnownFlags.Managed);
        state[RecordKind.User][at].IsSettled.ShouldBeTrue();
        state.Read(RecordKind.User, at).Supports.ShouldBe(rows[..1]);
    }

    [Fact]
    public void A_damaged_checkpoint_gives_way_to_the_one_before_it()
    {
        using (KnownState state = KnownState.Open(_folder.Path))
        {
            state.Put(User("1", "ada"));
            state.Save(new LogPosition(1, 10));
            state.Put(User("2", "bob"));
            state.Save(new LogPosition(1, 20));
        }
        string newest = Directory.GetFiles(_folder["state"], "*.index").Order(StringComparer.Ordinal).Last();
        byte[] bytes = File.ReadAllBytes(newest);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(newest, bytes);
        using (KnownState state = KnownState.Open(_folder.Path))
        {
            state.Header.Log.ShouldBe(new LogPosition(1, 10));
            state.Find(RecordKey.OfId(RecordKind.User, "2")).ShouldBe(-1);
        }
        foreach (string path in Directory.GetFiles(_folder["state"], "*.index"))
            File.WriteAllBytes(path, bytes[..30]);
        Should.Throw<DataFolderException>(() => KnownState.Open(_folder.Path)).Message.ShouldContain("backup");
    }

    /// <summary>Wherever a checkpoint is damaged, the one before it is used. (What says the format has eight bytes of its own.)</summary>
    [Fact]
    public void Every_flipped_byte_of_a_checkpoint_is_noticed()
    {
        using (KnownState state = KnownState.Open(_folder.Path))
        {
            state.Save(new LogPosition(1, 10));
            state.Put(User("2", "bob", 7));
            state.Save(new LogPosition(1, 20));
        }
        string newest = Directory.GetFiles(_folder["state"], "*.index").Order(StringComparer.Ordinal).Last();
        byte[] bytes = File.ReadAllBytes(newest);
        for (int at = 0; at < bytes.Length; at += at < 400 ? 1 : 13)
        {
            if (at is >= 8 and < 16)
                continue;
            bytes[at] ^= 0x41;
            File.WriteAllBytes(newest, bytes);
            bytes[at] ^= 0x41;
            using KnownState state = KnownState.Open(_folder.Path);
            state.Header.Log.ShouldBe(new LogPosition(1, 10), $"byte {at}");
        }
    }

    /// <summary>A record is what was written, or its file is told to be damaged.</summary>
    [Fact]
    public void Every_flipped_byte_of_the_values_is_noticed()
    {
        KnownRecord ada = User("1", "ada", 1) with { Owner = null };
        using (KnownState state = KnownState.Open(_folder.Path))
        {
            state.Put(ada);
            state.Put(User("2", "bob", 2));
            state.Save(default);
        }
        string path = Directory.GetFiles(_folder["state"], "values-*").Single();
        byte[] bytes = File.ReadAllBytes(path);
        int told = 0;
        for (int at = 0; at < bytes.Length; at++)
        {
            bytes[at] ^= 0xFF;
            File.WriteAllBytes(path, bytes);
            bytes[at] ^= 0xFF;
            using KnownState state = KnownState.Open(_folder.Path);
            foreach (int position in (int[])[0, 1])
            {
                try
                {
                    state.Read(RecordKind.User, position).LmsId.ShouldBe(position == 0 ? "lms1" : "lms2");
                }
                catch (DataFolderException problem)
                {
                    problem.Message.ShouldContain("is damaged at byte");
                    told++;
                }
            }
        }
        told.ShouldBeInRange(bytes.Length - 14, bytes.Length);
    }

    [Fact]
    public void A_long_record_comes_back()
    {
        string description = new('x', 200_000);
        using (KnownState state = KnownState.Open(_folder.Path))
        {
            for (int i = 0; i < 3; i++)
                state.Put(User($"{i}", $"u{i}") with { Values = new UserRecord { IdNumber = $"{i}", Description = description[..(65_400 + (i * 65_000))] }, Owner = i == 1 ? "manual" : null });
            state.Save(default);
        }
        using KnownState again = KnownState.Open(_folder.Path);
        for (int i = 2; i >= 0; i--)
            ((UserRecord)again.Read(RecordKind.User, again.Find(RecordKey.OfId(RecordKind.User, $"{i}"))).Values).Description!.Length.ShouldBe(65_400 + (i * 65_000));
    }

    /// <summary>The table of names is small as long as nothing has one.</summary>
    [Fact]
    public void The_first_name_of_a_kind_is_found()
    {
        using (KnownState state = KnownState.Open(_folder.Path))
        {
            for (int i = 0; i < 100; i++)
                state.Put(User($"{i}", "") with { Values = new UserRecord { IdNumber = $"{i}" } });
            state.Save(default);
        }
        using KnownState again = KnownState.Open(_folder.Path);
        int at = again.Put(User("99", "zoe"));
        again.FindByName(RecordKind.User, "zoe").ShouldBe(at);
        again.Find(RecordKey.OfId(RecordKind.User, "98")).ShouldBe(98);
    }

    [Fact]
    public void A_newer_format_is_refused()
    {
        using (KnownState state = KnownState.Open(_folder.Path))
            state.Save(default);
        string path = Directory.GetFiles(_folder["state"], "*.index").Single();
        byte[] bytes = File.ReadAllBytes(path);
        bytes[8] = 99;
        File.WriteAllBytes(path, bytes);
        Should.Throw<DataFolderException>(() => KnownState.Open(_folder.Path)).Message.ShouldContain("newer");
    }
}
