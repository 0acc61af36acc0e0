namespace Conduit;

/// <summary>A configuration has mistakes: all of them are in <see cref="Errors"/>, in the order of the file.</summary>
public sealed class SyncConfigurationException : Exception
{
    /// <summary>Without errors.</summary>
    public SyncConfigurationException()
        : this([])
    {
    }

    /// <summary>With a message and no errors.</summary>
    public SyncConfigurationException(string message)
        : base(message)
    {
    }

    /// <summary>With a message, no errors and what led to it.</summary>
    public SyncConfigurationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>With the mistakes.</summary>
    /// <param name="errors">The mistakes.</param>
    /// <param name="file">The name of the file, where it came from one.</param>
    public SyncConfigurationException(IReadOnlyList<ConfigurationError> errors, string? file = null)
        : base($"The configuration{(file is null ? "" : $" '{file}'")} has {errors.Count} mistake{(errors.Count == 1 ? "" : "s")}:{Environment.NewLine}"
            + string.Join(Environment.NewLine, errors)) => Errors = errors;

    /// <summary>The mistakes, in the order of the file.</summary>
    public IReadOnlyList<ConfigurationError> Errors { get; } = [];
}
