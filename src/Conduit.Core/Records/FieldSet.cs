using System.Collections;
using System.Numerics;

namespace Conduit.Records;

/// <summary>A set of the fields of one kind, one bit each by <see cref="RecordField.Ordinal"/>.</summary>
public readonly record struct FieldSet(RecordKind Kind, ulong Bits) : IEnumerable<RecordField>
{
    /// <summary>Whether no field is in the set.</summary>
    public bool IsEmpty => Bits == 0;

    /// <summary>How many fields are in the set.</summary>
    public int Count => BitOperations.PopCount(Bits);

    /// <summary>Whether a field is in the set. A field of another kind never is.</summary>
    public bool Contains(RecordField field) => field.Kind == Kind && (Bits >> field.Ordinal & 1) != 0;

    /// <summary>The set with one more field.</summary>
    /// <exception cref="ArgumentException">The field is of another kind.</exception>
    public FieldSet With(RecordField field)
    {
        if (field.Kind != Kind)
            throw new ArgumentException($"{field} is not a field of a {Kind.Name()}.", nameof(field));
        return this with { Bits = Bits | 1UL << field.Ordinal };
    }

    /// <summary>The set without a field.</summary>
    public FieldSet Without(RecordField field) => field.Kind == Kind ? this with { Bits = Bits & ~(1UL << field.Ordinal) } : this;

    /// <inheritdoc />
    public IEnumerator<RecordField> GetEnumerator()
    {
        IReadOnlyList<RecordField> fields = RecordFields.Of(Kind);
        for (ulong left = Bits; left != 0; left &= left - 1)
            yield return fields[BitOperations.TrailingZeroCount(left)];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
