using Conduit.Csv;

namespace Conduit.Mapping;

/// <summary>A CSV file that holds a lookup.</summary>
/// <param name="Path">The file, as the mapping names it.</param>
/// <param name="From">The column that values are looked for in; null: the first.</param>
/// <param name="To">The column that says what is meant; null: the second.</param>
internal sealed record LookupFile(string Path, string? From = null, string? To = null)
{
    /// <summary>Reads the file.</summary>
    /// <param name="name">The name of the lookup.</param>
    /// <param name="folder">What the path is relative to; null: the current folder.</param>
    /// <param name="errors">Gets what is wrong.</param>
    /// <returns>Null when something is wrong.</returns>
    public MapLookup? Read(string name, string? folder, List<MapError> errors)
    {
        try
        {
            using CsvReader reader = CsvReader.OpenFile(folder is null ? Path : System.IO.Path.Combine(folder, Path));
            return Read(name, reader, errors);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Fail(errors, $"The file '{Path}' of the lookup '{name}' cannot be read ({failure.GetType().Name}); its path is relative to the folder of the configuration.");
        }
    }

    private MapLookup? Read(string name, CsvReader reader, List<MapError> errors)
    {
        bool more = reader.Read();
        int from = Find(reader.Header, From, 0);
        int to = Find(reader.Header, To, 1);
        if (from < 0 || to < 0)
        {
            string wanted = from < 0 ? From ?? "first" : To ?? "second";
            return Fail(errors, $"The file '{Path}' of the lookup '{name}' has no column '{wanted}'{NearestName.Hint(wanted, reader.Header.Names)}");
        }
        var rows = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (; more; more = reader.Read())
        {
            while (reader.TryRead(out CsvRow row))
            {
                string key = row[from].ToString().Trim();
                string value = row[to].ToString().Trim();
                if (row.IsDamaged)
                    return Fail(errors, $"Line {row.Line} of '{Path}', the file of the lookup '{name}', is damaged: {row.Issues[0].Message}");
                if (!rows.TryAdd(key, value) && rows[key] != value)
                    return Fail(errors, $"Line {row.Line} of '{Path}', the file of the lookup '{name}', says something else than a line before it with the same '{reader.Header.Names[from]}'; keep one of them.");
            }
        }
        return new MapLookup(name, rows) { File = From is null && To is null ? this : this with { From = reader.Header.Names[from], To = reader.Header.Names[to] } };
    }

    private static int Find(CsvHeader header, string? heading, int otherwise)
    {
        if (heading is null)
            return otherwise < header.Count ? otherwise : -1;
        return header.TryGetIndex(heading, out int index) ? index : -1;
    }

    private static MapLookup? Fail(List<MapError> errors, string message)
    {
        errors.Add(new MapError(MapErrorCodes.LookupUnreadable, message));
        return null;
    }
}
