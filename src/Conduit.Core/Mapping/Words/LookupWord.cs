using System.Text;
using Conduit.Records;

namespace Conduit.Mapping.Words;

/// <summary>
/// Finds the value in a lookup. One that is not there is an issue and is dropped, unless the word names what to take
/// instead. A blank stays blank, unless the lookup has a row for the blank.
/// </summary>
internal sealed class LookupWord(string name, string? fallback = null) : MapWord
{
    private MapLookup? _lookup;

    public static WordSpec Spec { get; } = new("lookup", "lookup(name, text)", 1, 2, arguments =>
        new LookupWord(arguments[0], arguments.Count > 1 ? arguments[1] : null));

    public override string Canonical
    {
        get
        {
            var text = new StringBuilder("lookup(");
            _lookup?.WriteCanonical(text);
            return text.Append(fallback is null ? "" : CanonicalText.Quote(fallback)).Append(')').ToString();
        }
    }

    public override MapError? Resolve(MapResources resources)
    {
        if (resources.Lookups.TryGetValue(name, out _lookup))
            return null;
        return new MapError(MapErrorCodes.LookupUnknown, $"There is no lookup '{name}'{NearestName.Hint(name, resources.Lookups.Keys)}");
    }

    public override string? Apply(string? value, MapContext context)
    {
        if (_lookup!.TryFind(value ?? "", out string? found))
            return found;
        if (string.IsNullOrWhiteSpace(value))
            return null;
        return fallback ?? context.Fail(IssueCodes.LookupMissing,
            $"The lookup '{name}' has no row for the value; add one, or name what to take instead: lookup({name}, text).");
    }
}
