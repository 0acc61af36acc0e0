namespace Conduit.Records;

/// <summary>The fields of one kind, in order. Built once while the catalogue classes are initialised.</summary>
internal sealed class FieldCatalogue(RecordKind kind)
{
    private readonly List<RecordField> _fields = [];
    private readonly Dictionary<string, RecordField> _byName = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<RecordField> Fields => _fields;

    /// <summary>The same for loops that run for every change: a call through an interface costs as much as what they do with a field.</summary>
    public RecordField[] Array => field ??= [.. _fields];

    public RecordField Add(string name, FieldType type = FieldType.Text, FieldTraits traits = FieldTraits.None, int maxLength = 0)
    {
        var field = new RecordField(kind, _fields.Count, name, type, traits, maxLength);
        _fields.Add(field);
        _byName.Add(name, field);
        return field;
    }

    public RecordField? Find(string name) => _byName.GetValueOrDefault(name);
}
