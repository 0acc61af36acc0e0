using System.Text.Json;
using Conduit.Records;

namespace Conduit.Cli.Generating;

/// <summary>Counts what a plan of the second day must say once the first day was applied.</summary>
internal sealed class ExpectedPlan
{
    private readonly Dictionary<string, Dictionary<string, long>> _kinds = RecordKinds.InOrder.ToDictionary(
        kind => kind.Name(), _ => PlanJson.Counters.ToDictionary(name => name, _ => 0L, StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>Counts a record once, on the second day.</summary>
    public void Count(string kind, int day, Fate fate, string removal)
    {
        if (day == 2)
            _kinds[kind][fate switch { Fate.New => "create", Fate.Changed => "update", Fate.Gone => removal, _ => "unchanged" }]++;
    }

    public void Write(string path)
    {
        using FileStream stream = File.Create(path);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteStartObject("kinds");
        foreach ((string kind, Dictionary<string, long> counts) in _kinds)
        {
            json.WriteStartObject(kind);
            foreach (string counter in PlanJson.Counters)
                json.WriteNumber(counter, counts[counter]);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
