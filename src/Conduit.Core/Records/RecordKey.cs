namespace Conduit.Records;

/// <summary>
/// The one canonical key of a record. A user is known by idnumber where it has one, else by username; a course by idnumber,
/// else by short name; a cohort by idnumber, else by name; everything else by what it ties together.
/// </summary>
/// <param name="Kind">The kind of record.</param>
/// <param name="Value">The parts of the key with unit separators (U+001F) between them. Compare it; show <see cref="ToString"/>.</param>
public readonly record struct RecordKey(RecordKind Kind, string Value) : IComparable<RecordKey>
{
    private const char Separator = '\u001F';

    // Marks the secondary name of a record that has no idnumber, so that a username never equals somebody's idnumber.
    private const char NameMark = '\u001E';

    /// <summary>The parts of the key.</summary>
    public string[] Parts => Value.Split(Separator);

    /// <summary>Whether this is the secondary name of a record without an idnumber.</summary>
    internal bool IsName => Value is [NameMark, ..];

    /// <summary>A key of one part: an idnumber.</summary>
    public static RecordKey OfId(RecordKind kind, string id) => new(kind, id);

    /// <summary>A key by the secondary name: username (case is folded), short name or cohort name.</summary>
    public static RecordKey OfName(RecordKind kind, string name) =>
        new(kind, NameMark + (kind == RecordKind.User ? name.ToLowerInvariant() : name));

    /// <summary>A key that ties other records together.</summary>
    public static RecordKey Of(RecordKind kind, params ReadOnlySpan<string> parts) => new(kind, string.Join(Separator, parts!));

    /// <summary>The key that a user, course or cohort has of its own; null for other kinds, and where nothing of it is stated.</summary>
    public static RecordKey? OwnOf(RosterRecord record) => record switch
    {
        UserRecord user => OwnOf(RecordKind.User, user.IdNumber, user.Username),
        CourseRecord course => OwnOf(RecordKind.Course, course.IdNumber, course.ShortName),
        CohortRecord cohort => OwnOf(RecordKind.Cohort, cohort.IdNumber, cohort.Name),
        _ => null,
    };

    /// <inheritdoc />
    public int CompareTo(RecordKey other) => Kind != other.Kind ? Kind.CompareTo(other.Kind) : string.CompareOrdinal(Value, other.Value);

    /// <summary>Order by kind, then by value.</summary>
    public static bool operator <(RecordKey left, RecordKey right) => left.CompareTo(right) < 0;

    /// <summary>Order by kind, then by value.</summary>
    public static bool operator >(RecordKey left, RecordKey right) => left.CompareTo(right) > 0;

    /// <summary>Order by kind, then by value.</summary>
    public static bool operator <=(RecordKey left, RecordKey right) => left.CompareTo(right) <= 0;

    /// <summary>Order by kind, then by value.</summary>
    public static bool operator >=(RecordKey left, RecordKey right) => left.CompareTo(right) >= 0;

    /// <summary>The key for people: its parts with <c> / </c> between them.</summary>
    public override string ToString() => (Value ?? "").Replace(NameMark.ToString(), "", StringComparison.Ordinal).Replace(Separator.ToString(), " / ", StringComparison.Ordinal);

    private static RecordKey? OwnOf(RecordKind kind, string? id, string? name) =>
        !string.IsNullOrEmpty(id) ? OfId(kind, id) : !string.IsNullOrEmpty(name) ? OfName(kind, name) : null;
}
