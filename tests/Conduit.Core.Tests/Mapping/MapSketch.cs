using Conduit.Mapping;
using Conduit.Records;

namespace Conduit.Tests.Mapping;

/// <summary>What a random map is made of.</summary>
/// <param name="Entries">Numbers of fields and what is said of them.</param>
/// <param name="Blank">What blanks mean.</param>
/// <param name="Zone">The zone.</param>
/// <param name="When">The rows that are taken.</param>
/// <param name="Skip">The rows that are left out.</param>
internal sealed record MapSketch(IReadOnlyList<(int Field, Action<FieldMapBuilder> Entry)> Entries, BlankRule Blank, TimeZoneInfo Zone, RowCondition? When, RowCondition? Skip)
{
    private static readonly RecordField[] Known =
        [UserFields.FirstName, UserFields.LastName, UserFields.City, UserFields.Country, UserFields.Language, UserFields.Department, UserFields.Institution];

    /// <summary>The number of the last field, which is a custom one.</summary>
    public static int Fields => Known.Length;

    /// <summary>The map; null where a constant came out as no value of its field, which is a mistake and told as one.</summary>
    /// <param name="baseName">What is said of the base of the username; null where there is none.</param>
    public RecordMap? Map(Action<FieldMapBuilder>? baseName = null)
    {
        try
        {
            return RecordMap.For<UserRecord>(map => Build(map, baseName), RandomMappings.Functions);
        }
        catch (MapException mistake) when (mistake.Message.Contains("The constant is no value", StringComparison.Ordinal))
        {
            return null;
        }
    }

    private void Build(RecordMapBuilder<UserRecord> map, Action<FieldMapBuilder>? baseName)
    {
        map.Blank(Blank).Zone(Zone).Lookup("it's a, table", [new("9", "nine"), new("", "none"), new("a, b", "it's")]);
        if (When is not null)
            map.When(When.Or(RowCondition.Column("ID").In("1", "2", "3")));
        if (Skip is not null)
            map.Skip(Skip.And(RowCondition.Column("ID").Is("1").Not()));
        map.Field(UserFields.IdNumber).From("ID");
        if (baseName is not null)
        {
            FieldMapBuilder username = map.Field(UserFields.Username);
            baseName(username);
            username.Unique();
        }
        foreach (IGrouping<int, (int Field, Action<FieldMapBuilder> Entry)> group in Entries.GroupBy(entry => entry.Field))
        {
            int left = group.Count();
            foreach ((int number, Action<FieldMapBuilder> entry) in group)
            {
                FieldMapBuilder field = number == Known.Length ? map.Custom("x") : map.Field(Known[number]);
                entry(field);
                if (--left > 0 || number % 2 == 0)
                    field.When(RowCondition.Column(RandomMappings.Headings[(number + left) % RandomMappings.Headings.Length]).Matches("[aeio9]"));
            }
        }
    }
}
