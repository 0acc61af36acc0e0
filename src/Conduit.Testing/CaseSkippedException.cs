namespace Conduit.Testing;

/// <summary>A sink says that it cannot do what a case needs.</summary>
internal sealed class CaseSkippedException(string message) : Exception(message);
