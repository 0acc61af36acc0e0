namespace Conduit.Mapping;

/// <summary>Where a word says that it could not do its work. One is used for one value.</summary>
internal sealed class MapContext
{
    /// <summary>The code of the failure; null while all is well.</summary>
    public string? FailureCode { get; private set; }

    /// <summary>What went wrong and what to do.</summary>
    public string FailureMessage { get; private set; } = "";

    /// <summary>Tells a failure: the value is dropped, and the words that follow are not asked.</summary>
    /// <returns>Null, for the word to return.</returns>
    public string? Fail(string code, string message)
    {
        FailureCode = code;
        FailureMessage = message;
        return null;
    }
}
