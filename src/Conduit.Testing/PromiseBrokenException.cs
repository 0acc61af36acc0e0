namespace Conduit.Testing;

/// <summary>A sink breaks a promise.</summary>
internal sealed class PromiseBrokenException(string message) : Exception(message);
