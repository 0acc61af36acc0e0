using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using CsvHelper;

namespace Conduit.Benchmarks.Peers;

/// <summary>
/// The fastest that is known on public libraries: CsvHelper's bytes and a dictionary of hashes, both files read, keys of changes written. Unkeyed hashes, no rules, no values of
/// before and after, nothing about damaged or repeated rows.
/// </summary>
internal static class HashDictionary
{
    /// <summary>Compares two files of enrollments and tells how many changes there are.</summary>
    public static (long Created, long Updated, long Removed, long Unchanged) Compare(string before, string after, string output)
    {
        var rows = new Dictionary<UInt128, ulong>(1_000_000);
        using (CsvReader reader = CsvReader.FromFile(before))
        {
            while (reader.Read())
                rows[Key(reader)] = Values(reader);
        }

        (long created, long updated, long removed, long unchanged) = (0, 0, 0, 0);
        using var writer = new StreamWriter(output, append: false, new UTF8Encoding(false), 1 << 16);
        using (CsvReader reader = CsvReader.FromFile(after))
        {
            while (reader.Read())
            {
                ref ulong known = ref CollectionsMarshal.GetValueRefOrNullRef(rows, Key(reader));
                if (Unsafe.IsNullRef(ref known))
                {
                    created++;
                    Write(writer, "created", reader);
                    continue;
                }

                // No row hashes to zero or one: zero says that the row came again.
                if (known != Values(reader))
                {
                    updated++;
                    Write(writer, "updated", reader);
                }
                else
                {
                    unchanged++;
                }

                known = 0;
            }
        }

        foreach ((UInt128 key, ulong values) in rows)
        {
            if (values == 0)
                continue;
            removed++;
            writer.Write("removed,");
            writer.WriteLine(key);
        }

        return (created, updated, removed, unchanged);
    }

    private static UInt128 Key(CsvReader reader) => new(Hash(Hash(1, reader.GetSpan(0)), reader.GetSpan(1)), Hash(Hash(2, reader.GetSpan(0)), reader.GetSpan(1)));

    private static ulong Values(CsvReader reader)
    {
        ulong hash = 3;
        for (int i = 2; i < reader.FieldCount; i++)
            hash = Hash(hash, reader.GetSpan(i));
        return hash | 2;
    }

    private static ulong Hash(ulong seed, ReadOnlySpan<byte> bytes)
    {
        const ulong prime = 0x9E37_79B9_7F4A_7C15;
        ulong hash = seed ^ ((ulong)bytes.Length * prime);
        while (bytes.Length >= 8)
        {
            hash = Mix(hash ^ BitConverter.ToUInt64(bytes), prime);
            bytes = bytes[8..];
        }

        ulong rest = 0;
        foreach (byte value in bytes)
            rest = (rest << 8) | value;
        return Mix(hash ^ rest, prime);
    }

    private static ulong Mix(ulong left, ulong right)
    {
        ulong high = Math.BigMul(left, right, out ulong low);
        return high ^ low;
    }

    private static void Write(StreamWriter writer, string what, CsvReader reader)
    {
        writer.Write(what);
        for (int i = 0; i < reader.FieldCount; i++)
        {
            writer.Write(',');
            writer.Write(reader.GetString(i));
        }

        writer.WriteLine();
    }
}
