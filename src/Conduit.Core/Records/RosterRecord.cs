namespace Conduit.Records;

/// <summary>
/// A record of one kind: flat, and it says only what it knows. A field that is not in <see cref="Stated"/> is neither
/// compared nor written; one that is stated and empty is emptied in the LMS. Immutable once made.
/// </summary>
public abstract class RosterRecord
{
    private readonly FieldValue[] _values;

    private protected RosterRecord(RecordKind kind)
    {
        Stated = new FieldSet(kind, 0);
        _values = new FieldValue[RecordFields.Of(kind).Count];
    }

    /// <summary>The kind of record.</summary>
    public RecordKind Kind => Stated.Kind;

    /// <summary>The fields that the record states.</summary>
    public FieldSet Stated { get; private set; }

    /// <summary>The custom fields that the record states, by short name without <see cref="RecordFields.CustomPrefix"/>.</summary>
    public CustomFields Custom { get; private set; } = CustomFields.None;

    /// <summary>Custom fields to state when the record is made.</summary>
    public IEnumerable<KeyValuePair<string, string>> CustomValues { init => SetCustom(CustomFields.Of(value)); }

    /// <summary>A field's value; empty when it is not stated.</summary>
    /// <exception cref="ArgumentException">The field is of another kind.</exception>
    public FieldValue this[RecordField field] => field.Kind == Kind
        ? _values[field.Ordinal]
        : throw new ArgumentException($"{field} is not a field of a {Kind.Name()}.", nameof(field));

    /// <summary>Makes a record of a kind that states nothing yet.</summary>
    public static RosterRecord Create(RecordKind kind) => kind switch
    {
        RecordKind.User => new UserRecord(),
        RecordKind.Course => new CourseRecord(),
        RecordKind.Enrollment => new EnrollmentRecord(),
        RecordKind.Group => new GroupRecord(),
        RecordKind.GroupMember => new GroupMemberRecord(),
        RecordKind.Cohort => new CohortRecord(),
        RecordKind.CohortMember => new CohortMemberRecord(),
        RecordKind.RoleAssignment => new RoleAssignmentRecord(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There are eight kinds of record."),
    };

    /// <summary>A copy that states one field more, or another value for it.</summary>
    public RosterRecord With(RecordField field, FieldValue value)
    {
        RosterRecord copy = Copy();
        copy.Set(field, value);
        return copy;
    }

    /// <summary>A copy that does not state a field.</summary>
    public RosterRecord Without(RecordField field)
    {
        RosterRecord copy = Copy();
        copy.Unset(field);
        return copy;
    }

    /// <summary>A copy with other custom fields.</summary>
    public RosterRecord WithCustom(CustomFields custom)
    {
        RosterRecord copy = Copy();
        copy.SetCustom(custom);
        return copy;
    }

    /// <summary>This record with everything that another one states laid over it.</summary>
    /// <exception cref="ArgumentException">The other is of another kind.</exception>
    public RosterRecord Overlaid(RosterRecord other)
    {
        RosterRecord copy = Copy();
        foreach (RecordField field in other.Stated)
            copy.Set(field, other._values[field.Ordinal]);
        copy.SetCustom(Custom.With(other.Custom));
        return copy;
    }

    /// <summary>Whether both state the same fields with the same values.</summary>
    public bool SameAs(RosterRecord other)
    {
        if (other.Stated != Stated || !other.Custom.Equals(Custom))
            return false;
        foreach (RecordField field in Stated)
        {
            if (!_values[field.Ordinal].Equals(other._values[field.Ordinal]))
                return false;
        }
        return true;
    }

    /// <summary>The kind and how many fields are stated: never their values, which are personal.</summary>
    public override string ToString() => $"{Kind.Name()} with {Stated.Count + Custom.Count} stated fields";

    internal void Set(RecordField field, FieldValue value)
    {
        Stated = Stated.With(field);
        _values[field.Ordinal] = value;
    }

    internal void Unset(RecordField field)
    {
        Stated = Stated.Without(field);
        _values[field.Ordinal] = default;
    }

    internal void SetCustom(CustomFields custom) => Custom = custom;

    internal RosterRecord Copy()
    {
        RosterRecord copy = Create(Kind);
        _values.CopyTo(copy._values, 0);
        copy.Stated = Stated;
        copy.Custom = Custom;
        return copy;
    }
}
