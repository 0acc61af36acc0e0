using Conduit.Mapping;

namespace Conduit;

/// <summary>Collects the mistakes of one configuration and turns places into lines and columns.</summary>
internal sealed class ConfigurationErrors(ReadOnlyMemory<byte> json)
{
    private readonly List<(int Offset, ConfigurationError Error)> _errors = [];

    public int Count => _errors.Count;

    /// <summary>The mistakes in the order of the file.</summary>
    public IReadOnlyList<ConfigurationError> InOrder => [.. _errors.OrderBy(entry => entry.Offset).Select(entry => entry.Error)];

    public void Add(string code, int offset, string message)
    {
        ReadOnlySpan<byte> before = json.Span[..Math.Min(offset, json.Length)];
        _errors.Add((offset, new ConfigurationError(code, message, before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'))));
    }

    /// <summary>Adds mistakes of an expression that stands in a string.</summary>
    public void Add(ConfigNode text, IEnumerable<MapError> errors, string what)
    {
        foreach (MapError error in errors)
            Add(error.Code, text.Offset + 1 + error.Offset, $"{what}: {error.Message}");
    }
}
