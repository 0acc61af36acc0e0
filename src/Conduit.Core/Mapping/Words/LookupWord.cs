using System.Text;
using Conduit.Records;

namespace Conduit.Mapping.Words;

/// <summary>
/// Finds the value in a lookup. One that is not there is an issue and is dropped, unless the word names what to take
/// instead (<c>{}</c> is the value itself). A blank stays blank, unless the lookup has a row for the blank.
/// </summary>
internal sealed class LookupWord(string name, string? fallback = null) : MapWord("lookup", fallback is null ? [name] : [name, fallback])
{
    public static WordSpec Spec { get; } = new("lookup", "lookup(name, text)",
        "Finds the value in the lookup. A value without a row becomes the text (`{}` is the value itself); without a text it is dropped and told. A blank stays blank, unless the lookup has a row for `\"\"`.",
        1, 2, arguments =>
        new LookupWord(arguments[0], arguments.Count > 1 ? arguments[1] : null));

    /// <summary>The table; null until it was found.</summary>
    public MapLookup? Lookup { get; private set; }

    public override string Canonical
    {
        get
        {
            var text = new StringBuilder("lookup(");
            Lookup?.WriteCanonical(text);
            return text.Append(fallback is null ? "" : CanonicalText.Quote(fallback)).Append(')').ToString();
        }
    }

    /// <summary>The word as it is written where the table has another name.</summary>
    public LookupWord Renamed(string lookup) => new(lookup, fallback) { Lookup = Lookup };

    public override MapError? Resolve(MapResources resources)
    {
        if (resources.Lookups.TryGetValue(name, out MapLookup? found))
        {
            Lookup = found;
            return null;
        }
        return new MapError(MapErrorCodes.LookupUnknown, $"There is no lookup '{name}'{NearestName.Hint(name, resources.Lookups.Keys)}");
    }

    public override string? Apply(string? value, MapContext context)
    {
        if (Lookup!.TryFind(value ?? "", out string? found))
            return found;
        if (string.IsNullOrWhiteSpace(value))
            return null;
        return fallback is null
            ? context.Fail(IssueCodes.LookupMissing, $"The lookup '{name}' has no row for the value; add one, or name what to take instead: lookup({name}, text).")
            : Fallback.Of(fallback, value);
    }
}
