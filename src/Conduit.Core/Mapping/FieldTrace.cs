using Conduit.Csv;
using Conduit.Records;

namespace Conduit.Mapping;

/// <summary>Follows a value from its columns through the words, for people to look at.</summary>
internal static class FieldTrace
{
    /// <summary>The value before the first word and after each; null stands for a blank. Ends where a word fails.</summary>
    /// <returns>Null when the field says nothing of the row: its condition does not hold, or a column is missing.</returns>
    public static FieldTraceResult? Follow(in CsvRow row, BoundField field, RecordMap map)
    {
        if (field.When?.Holds(row) is false || !FieldSource.TryReadHead(row, field, out string? value))
            return null;
        MapContext context = FieldSource.Context(row, field);
        var steps = new List<(string Word, string? Value)> { ("", value) };
        foreach (MapWord word in field.Map.Expression.Words)
        {
            value = word.Apply(value, context);
            if (context.FailureCode is not null)
                return new FieldTraceResult(steps, null, context.FailureMessage);
            steps.Add((word.ToString(), string.IsNullOrWhiteSpace(value) ? null : value));
        }
        if (string.IsNullOrWhiteSpace(value))
            return new FieldTraceResult(steps, null, null);
        if (field.Target.Field is null)
            return new FieldTraceResult(steps, value, null);
        string? advice = ValueReader.TryRead(field.Target, value, context.Zone ?? field.Map.Zone ?? map.Zone, out FieldValue read);
        return advice is null
            ? new FieldTraceResult(steps, read.ToString(), null)
            : new FieldTraceResult(steps, null, $"The value cannot be read as {field.Target.Name}: {advice}.");
    }
}
