namespace Conduit.Planning;

/// <summary>A plan file cannot be used: it is damaged, cut, or of a newer format.</summary>
public sealed class PlanFileException : Exception
{
    /// <summary>Makes the exception.</summary>
    public PlanFileException()
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is wrong and what to do.</param>
    public PlanFileException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="innerException">What the file said.</param>
    public PlanFileException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
