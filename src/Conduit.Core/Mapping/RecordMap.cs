using Conduit.Records;

namespace Conduit.Mapping;

/// <summary>
/// What the columns of a feed mean: which field each value goes to and what words it goes through on the way. Immutable.
/// Made in code by <see cref="For{TRecord}"/>, read from <c>sync.json</c>, or left to the headings of the file
/// (<see cref="ByHeadings"/>).
/// </summary>
public sealed class RecordMap
{
    internal RecordMap(RecordKind kind) => Kind = kind;

    /// <summary>The kind of record that the map makes.</summary>
    public RecordKind Kind { get; }

    /// <summary>Whether fields are found by the headings of the file.</summary>
    public bool UsesHeadings { get; internal init; }

    /// <summary>The zone of dates that name none; UTC unless told otherwise.</summary>
    public TimeZoneInfo Zone { get; internal init; } = TimeZoneInfo.Utc;

    /// <summary>The heading of the column that tells what a row asks for; null when the map names none.</summary>
    public string? ActionColumn { get; internal init; }

    /// <summary>
    /// The heading of the column that tells the key by which a user, course or cohort was known before (idnumber, or else username, short
    /// name or name); null when the map names none.
    /// </summary>
    public string? OldKeyColumn { get; internal init; }

    /// <summary>The rows that the feed takes, where it does not take all: in a file of several kinds, those of this one.</summary>
    public RowCondition? When => Filter.When;

    /// <summary>The rows that are left out as if they did not stand in the file; null: none.</summary>
    public RowCondition? Skip => Filter.Skip;

    /// <summary>Which rows are taken.</summary>
    internal RowFilter Filter { get; init; } = RowFilter.None;

    /// <summary>The fields that the map names itself, constants among them.</summary>
    internal IReadOnlyList<FieldMap> Fields { get; init; } = [];

    /// <summary>What blanks mean where the map does not say it of a field.</summary>
    internal BlankRule Blank { get; init; }

    /// <summary>What blanks mean in fields that headings bring in, by name.</summary>
    internal ByName<BlankRule> BlankByField { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// A map that binds columns by their headings: the names of the fields and the usual other names for them, without regard to case,
    /// spaces, underscores and hyphens. <c>docs/mapping.md</c> lists them.
    /// </summary>
    public static RecordMap ByHeadings(RecordKind kind) => new(kind) { UsesHeadings = true };

    /// <summary>What a blank means in a field of this name that a heading brings in.</summary>
    internal BlankRule BlankOf(string field) => BlankByField.TryGetValue(field, out BlankRule rule) ? rule : Blank;

    /// <summary>Makes a map in code.</summary>
    /// <typeparam name="TRecord">The type of record.</typeparam>
    /// <param name="build">Names the fields and where they come from.</param>
    /// <param name="functions">The functions of the host that the map may use.</param>
    /// <exception cref="MapException">The map has mistakes; the message lists all of them.</exception>
    public static RecordMap For<TRecord>(Action<RecordMapBuilder<TRecord>> build, MapFunctions? functions = null)
        where TRecord : RosterRecord, new()
    {
        ArgumentNullException.ThrowIfNull(build);
        var builder = new RecordMapBuilder<TRecord>();
        build(builder);
        return builder.Build(functions ?? new MapFunctions());
    }
}
