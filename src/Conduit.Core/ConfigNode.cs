using System.Text.Json;

namespace Conduit;

/// <summary>A value of a configuration file, and where it stands.</summary>
/// <param name="Type">What it is: the start of an object or array, a string, a number, true, false or null.</param>
/// <param name="Offset">Where it begins, in bytes.</param>
/// <param name="Text">The text of a string, number or word.</param>
internal sealed record ConfigNode(JsonTokenType Type, int Offset, string Text)
{
    public List<ConfigProperty> Properties { get; } = [];

    public List<ConfigNode> Items { get; } = [];

    public bool IsObject => Type == JsonTokenType.StartObject;

    public bool IsArray => Type == JsonTokenType.StartArray;

    public bool IsText => Type == JsonTokenType.String;

    /// <summary>Whether it is one value: text, a number, true or false.</summary>
    public bool IsScalar => Type is JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False;

    /// <summary>The value of a property; null when there is none.</summary>
    public ConfigNode? this[string name] => Properties.Find(property => property.Name == name)?.Value;

    /// <summary>Reads a file. Comments and trailing commas are allowed.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static ConfigNode Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        reader.Read();
        ConfigNode root = Parse(ref reader);
        reader.Read(); // throws where something follows
        return root;
    }

    private static ConfigNode Parse(ref Utf8JsonReader reader)
    {
        JsonTokenType type = reader.TokenType;
        var node = new ConfigNode(type, (int)reader.TokenStartIndex, type switch
        {
            JsonTokenType.String => reader.GetString()!,
            JsonTokenType.Number => System.Text.Encoding.UTF8.GetString(reader.ValueSpan),
            JsonTokenType.True => "true",
            JsonTokenType.False => "false",
            _ => "",
        });
        if (type == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                string name = reader.GetString()!;
                int offset = (int)reader.TokenStartIndex;
                reader.Read();
                node.Properties.Add(new ConfigProperty(name, offset, Parse(ref reader)));
            }
        }
        else if (type == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                node.Items.Add(Parse(ref reader));
        }
        return node;
    }
}
