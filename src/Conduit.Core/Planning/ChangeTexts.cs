using Conduit.Records;

namespace Conduit.Planning;

/// <summary>The texts that the changes of one file share, kept while it is read.</summary>
internal sealed class ChangeTexts
{
    public RepeatedText Kind { get; } = new();

    public RepeatedText Action { get; } = new();

    public RepeatedText File { get; } = new();

    public RepeatedText Feed { get; } = new();

    /// <summary>Room for the text of one change.</summary>
    public Utf8Buffer Scratch { get; } = new();
}
