using System.Text.Json;

namespace Conduit.Planning;

/// <summary>Arrays of the JSON of our files.</summary>
internal static class JsonElements
{
    /// <summary>Reads every element of an array.</summary>
    public static List<T> ReadAll<T>(this JsonElement array, Func<JsonElement, T> read)
    {
        var items = new List<T>(array.GetArrayLength());
        foreach (JsonElement element in array.EnumerateArray())
            items.Add(read(element));
        return items;
    }
}
