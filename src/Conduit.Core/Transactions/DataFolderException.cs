namespace Conduit.Transactions;

/// <summary>The data folder cannot be used: another process has it, it is read-only, or a file in it is damaged or too new.</summary>
public sealed class DataFolderException : IOException
{
    /// <summary>Makes the exception.</summary>
    public DataFolderException()
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is wrong and what to do.</param>
    public DataFolderException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="innerException">What the system said.</param>
    public DataFolderException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
