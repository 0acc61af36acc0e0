using System.Text.Json;
using Conduit.Planning;
using Conduit.Records;

namespace Conduit.Transactions;

/// <summary>
/// Results as values of an array, in the order of the changes of their batch. A text is the LMS id of a change that was applied as it was sent. Everything else is an
/// array: the place of the change in its batch, from 1, or its id; the outcome; then id and stored values, or code and message. A text belongs
/// to the change after the last one that was told of.
/// </summary>
internal static class ResultJson
{
    private static readonly string[] Outcomes = ["applied", "refused", "deferred", "unknown"];

    /// <summary>Writes a result.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="result">The result.</param>
    /// <param name="number">The place of the change in its batch; 0 where that is not known.</param>
    /// <param name="isNext">Whether it is the place after the last one.</param>
    public static void Write(Utf8JsonWriter writer, ChangeResult result, int number, bool isNext)
    {
        bool isPlain = result is { Outcome: ChangeOutcome.Applied, Stored: null };
        if (isNext && isPlain && result.LmsId is not null)
        {
            writer.WriteStringValue(result.LmsId);
            return;
        }
        writer.WriteStartArray();
        if (number > 0)
            writer.WriteNumberValue(number);
        else
            writer.WriteStringValue(result.Id.ToString());
        writer.WriteStringValue(Outcomes[(int)result.Outcome]);
        if (result.Outcome == ChangeOutcome.Applied)
        {
            writer.WriteStringValue(result.LmsId);
            if (result.Stored is { } stored)
            {
                writer.WriteStringValue(stored.Kind.Name());
                RecordJson.Write(writer, stored);
            }
        }
        else
        {
            writer.WriteStringValue(result.Code);
            writer.WriteStringValue(result.Message);
        }
        writer.WriteEndArray();
    }

    /// <summary>Reads results; the reader stands on the start of their array. Those of changes that the log no longer tells are left out.</summary>
    public static List<ChangeResult> Read(ref Utf8JsonReader reader, ReadBatch? batch)
    {
        var results = new List<ChangeResult>();
        int last = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            ChangeResult? result;
            if (reader.TokenType == JsonTokenType.String)
                result = batch?.At(++last) is { } id ? ChangeResult.Applied(id, reader.GetString()!) : null;
            else
                result = ReadOne(ref reader, batch, ref last);
            if (result is not null)
                results.Add(result);
        }
        return results;
    }

    private static ChangeResult? ReadOne(ref Utf8JsonReader reader, ReadBatch? batch, ref int last)
    {
        reader.Read();
        ChangeId? id = reader.TokenType == JsonTokenType.Number ? batch?.At(last = reader.GetInt32()) : ChangeId.Parse(reader.GetString()!);
        reader.Read();
        int outcome = Array.IndexOf(Outcomes, reader.GetString());
        if (outcome < 0)
            throw new JsonException("A result has no known outcome.");
        reader.Read();
        string? first = reader.GetString();
        reader.Read();
        string? message = null;
        RosterRecord? stored = null;
        if (outcome != (int)ChangeOutcome.Applied)
        {
            message = reader.GetString();
            reader.Read();
        }
        else if (reader.TokenType == JsonTokenType.String)
        {
            if (!RecordKinds.TryParse(reader.GetString(), out RecordKind kind))
                throw new JsonException("A stored record has no known kind.");
            reader.Read();
            stored = RecordJson.Read(ref reader, kind);
            reader.Read();
        }
        if (id is not { } of)
            return null;
        return outcome == (int)ChangeOutcome.Applied
            ? ChangeResult.Applied(of, first ?? "", stored)
            : new ChangeResult(of, (ChangeOutcome)outcome) { Code = first, Message = message };
    }
}
