using Conduit.Records;

namespace Conduit.Mapping.Words;

/// <summary>A function of the host, written like a word.</summary>
internal sealed class FunctionWord(string name) : MapWord
{
    private MapFunction? _function;

    public override string Canonical => $"function({CanonicalText.Quote(name.ToLowerInvariant())},{CanonicalText.Quote(_function?.Version ?? "")})";

    public override MapError? Resolve(MapResources resources)
    {
        _function = resources.Functions.Find(name);
        return _function is not null
            ? null
            : new MapError(MapErrorCodes.WordUnknown,
                $"There is no word and no registered function '{name}'{NearestName.Hint(name, MapWords.All.Select(word => word.Name).Concat(resources.Functions.Names))}");
    }

    public override string? Apply(string? value, MapContext context)
    {
        if (string.IsNullOrWhiteSpace(value))
            return null;
        try
        {
            return _function!.Body(value);
        }
#pragma warning disable CA1031 // Whatever the host's code throws costs one value, not the night.
        catch (Exception failure) when (failure is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            // The message of the exception may hold the value; its type does not.
            return context.Fail(IssueCodes.FunctionFailed, $"The function '{name}' threw {failure.GetType().Name}; have it answer null for what it cannot use.");
        }
    }
}
