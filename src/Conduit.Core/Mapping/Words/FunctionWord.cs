using Conduit.Records;

namespace Conduit.Mapping.Words;

/// <summary>A function of the host, written like a word.</summary>
internal sealed class FunctionWord(string name) : TextWord(name)
{
    private MapFunction? _function;

    public override string Canonical => $"function({CanonicalText.Quote(Name.ToLowerInvariant())},{CanonicalText.Quote(_function?.Version ?? "")})";

    public override MapError? Resolve(MapResources resources)
    {
        _function = resources.Functions.Find(Name);
        return _function is not null
            ? null
            : new MapError(MapErrorCodes.WordUnknown,
                $"There is no word and no registered function '{Name}'{NearestName.Hint(Name, MapWords.All.Select(word => word.Name).Concat(resources.Functions.Names))}");
    }

    protected override string? Change(string value, MapContext context)
    {
        try
        {
            return _function!.Body(value);
        }
#pragma warning disable CA1031 // Whatever the host's code throws costs one value, not the night.
        catch (Exception failure) when (failure is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            // The message of the exception may hold the value; its type does not.
            return context.Fail(IssueCodes.FunctionFailed, $"The function '{Name}' threw {failure.GetType().Name}; have it answer null for what it cannot use.");
        }
    }
}
