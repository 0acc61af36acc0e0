namespace Conduit.Mapping;

/// <summary>A mistake in a mapping.</summary>
/// <param name="Code">A stable code.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="Offset">Where in the text of the expression, from 0.</param>
internal sealed record MapError(string Code, string Message, int Offset = 0);
