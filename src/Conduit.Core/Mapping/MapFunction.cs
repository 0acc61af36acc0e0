namespace Conduit.Mapping;

/// <summary>A function of the host, known to mappings by its name.</summary>
/// <param name="Name">The name in mappings.</param>
/// <param name="Version">Part of what decides whether an unchanged row may be skipped: raise it when the function answers differently.</param>
/// <param name="Body">The function. It gets a value that is not blank and answers with another; null and blanks mean none.</param>
internal sealed record MapFunction(string Name, string Version, Func<string, string?> Body);
