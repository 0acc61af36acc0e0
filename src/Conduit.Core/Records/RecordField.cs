using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Conduit.Records;

/// <summary>One field of one kind of record, as the catalogues <see cref="UserFields"/>, <see cref="CourseFields"/> and so on list it.</summary>
public sealed class RecordField
{
    internal RecordField(RecordKind kind, int ordinal, string name, FieldType type, FieldTraits traits, int maxLength)
    {
        Kind = kind;
        Ordinal = ordinal;
        Name = name;
        Type = type;
        Traits = traits;
        MaxLength = maxLength;
    }

    // In a box, and made when a record is written as JSON: to encode a text the framework sets up tables, which takes longer than planning a night without changes.
    private StrongBox<JsonEncodedText>? _encoded;

    /// <summary>The name as JSON holds it.</summary>
    internal JsonEncodedText Encoded => (_encoded ??= new StrongBox<JsonEncodedText>(JsonEncodedText.Encode(Name, LazyJsonEncoder.Instance))).Value;

    /// <summary>What stands in JSON between the text of a field before and that of this one: <c>","name":"</c>. Names of fields need no escapes.</summary>
    internal byte[] Lead => field ??= Encoding.UTF8.GetBytes("\",\"" + Name + "\":\"");

    /// <summary>The name in UTF-8.</summary>
    internal ReadOnlySpan<byte> Utf8Name => Lead.AsSpan(3..^3);

    /// <summary>The kind of record the field belongs to.</summary>
    public RecordKind Kind { get; }

    /// <summary>The place of the field among the fields of its kind, from 0; below 64.</summary>
    public int Ordinal { get; }

    /// <summary>The name in mappings, files and logs, as Moodle and Conduit write it: <c>firstname</c>, <c>timeend</c>.</summary>
    public string Name { get; }

    /// <summary>What the value is.</summary>
    public FieldType Type { get; }

    /// <summary>What else is true of the field.</summary>
    public FieldTraits Traits { get; }

    /// <summary>The most characters that an LMS is sure to hold; 0 where no limit is known. The limits are Moodle 4.5's columns.</summary>
    public int MaxLength { get; }

    /// <summary>Whether the field has a trait.</summary>
    public bool Is(FieldTraits trait) => (Traits & trait) != FieldTraits.None;

    /// <inheritdoc />
    public override string ToString() => Kind.Name() + "." + Name;
}
