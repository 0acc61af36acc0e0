namespace Conduit;

/// <summary>A property of a configuration file, and where its name stands.</summary>
internal sealed record ConfigProperty(string Name, int Offset, ConfigNode Value);
