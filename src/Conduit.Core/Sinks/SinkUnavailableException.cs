namespace Conduit.Sinks;

/// <summary>The LMS cannot be reached or used, and nothing of what was asked has happened. The message holds no secrets.</summary>
public sealed class SinkUnavailableException : Exception
{
    /// <summary>Makes the exception.</summary>
    public SinkUnavailableException()
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What failed and what to do.</param>
    public SinkUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What failed and what to do.</param>
    /// <param name="innerException">What the transport said.</param>
    public SinkUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
