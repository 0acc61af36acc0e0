namespace Conduit;

/// <summary>A mistake in a configuration.</summary>
/// <param name="Code">A stable code of <see cref="Mapping.MapErrorCodes"/>.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="Line">The line in the file, from 1.</param>
/// <param name="Column">The column, from 1, in bytes of UTF-8.</param>
public sealed record ConfigurationError(string Code, string Message, int Line, int Column)
{
    /// <summary><c>12:5: message [code]</c>.</summary>
    public override string ToString() => $"{Line}:{Column}: {Message} [{Code}]";
}
