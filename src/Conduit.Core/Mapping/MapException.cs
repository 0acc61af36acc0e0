namespace Conduit.Mapping;

/// <summary>A map made in code has mistakes. The message lists all of them.</summary>
public sealed class MapException : Exception
{
    /// <summary>Without a message.</summary>
    public MapException()
    {
    }

    /// <summary>With the mistakes.</summary>
    public MapException(string message)
        : base(message)
    {
    }

    /// <summary>With the mistakes and what led to them.</summary>
    public MapException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
