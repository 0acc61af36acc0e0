namespace Conduit.Mapping;

/// <summary>A word that makes of a text another one and leaves blanks alone.</summary>
internal abstract class TextWord(string name, params IReadOnlyList<string> arguments) : MapWord(name, arguments)
{
    public sealed override string? Apply(string? value, MapContext context) => string.IsNullOrWhiteSpace(value) ? null : Change(value, context);

    /// <summary>Does the work on a value that is not blank.</summary>
    protected abstract string? Change(string value, MapContext context);
}
