using Conduit.Mapping.Words;
using Conduit.Records;

namespace Conduit.Mapping;

/// <summary>One field of a map: which it is and where its value comes from.</summary>
/// <param name="Target">The field.</param>
/// <param name="Expression">Columns, text and words.</param>
internal sealed record FieldMap(HeadingTarget Target, MapExpression Expression)
{
    /// <summary>What a blank means here.</summary>
    public BlankRule Blank { get; init; }

    /// <summary>The rows in which this is where the field comes from; null: all of them. Where it does not hold, the field's next entry counts.</summary>
    public RowCondition? When { get; init; }

    /// <summary>The zone of dates that name none; null: that of the map.</summary>
    public TimeZoneInfo? Zone { get; init; }

    /// <summary>Whether the value is the base of a username, which identifies nobody.</summary>
    public bool IsBaseName => Target.Field == UserFields.Username && Expression.Words is [.., UniqueWord];

    /// <summary>Whether a blank leaves the field unstated. A key is never erased: without it there is no record to speak of.</summary>
    public bool BlankKeeps => Blank switch
    {
        BlankRule.Keep => true,
        BlankRule.Erase => Target.Field is { } key && KeyFields.IsKey(key),
        _ => Target.Field is { } known && (known.Is(FieldTraits.BlankKeeps) || KeyFields.IsKey(known)),
    };
}
