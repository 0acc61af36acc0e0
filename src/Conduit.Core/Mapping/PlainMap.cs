using System.Text;
using Conduit.Csv;
using Conduit.Records;

namespace Conduit.Mapping;

/// <summary>
/// A map without words and conditions, whose fields are columns or fixed text: where a row's cells are written as files write values, its record is known without being made. Every
/// other row, and every other map, goes the whole way.
/// </summary>
internal sealed class PlainMap
{
    private readonly PlainField[] _fields;

    private PlainMap(PlainField[] fields) => _fields = fields;

    /// <summary>The plain form of a map; null when it asks for more.</summary>
    public static PlainMap? Of(IReadOnlyList<BoundField> fields)
    {
        var plain = new PlainField[fields.Count];
        ulong seen = 0;
        for (int i = 0; i < plain.Length; i++)
        {
            BoundField field = fields[i];
            if (field.Target.Field is not { } target || (seen >> target.Ordinal & 1) != 0 || !IsPlain(field, target))
                return null;
            seen |= 1UL << target.Ordinal;
            BoundPart part = field.Parts[0];
            plain[i] = new PlainField(target, part.Text is null ? part.Column : -1, part.Text is null ? [] : Encoding.UTF8.GetBytes(part.Text), field.Map.BlankKeeps);
        }
        return new PlainMap(plain);
    }

    /// <summary>Reads what a row states.</summary>
    /// <returns>False when a cell may mean something else than what it says: then the row has to be mapped.</returns>
    public bool TryRead(in CsvRow row, PlainRecord record)
    {
        record.Clear();
        foreach (PlainField field in _fields)
        {
            ReadOnlySpan<byte> text = field.Text;
            if (field.Column >= 0)
            {
                CsvField cell = row[field.Column];
                if (cell.IsMissing)
                    return false;
                text = cell.Utf8;
            }
            if (!text.IsEmpty && !PlainText.IsValue(field.Field, text))
                return false;
            if (!text.IsEmpty || !field.BlankKeeps)
                record.Set(field.Field.Ordinal, text);
        }
        return true;
    }

    private static bool IsPlain(BoundField field, RecordField target) =>
        field.When is null && !field.Map.Expression.HasWords && field.Cells.Count == 0 && field.Parts.Count == 1
        && (target.Type is FieldType.Date or FieldType.Status or FieldType.Roles || (target.Type == FieldType.Text && target.Is(FieldTraits.Reference) && target != RoleAssignmentFields.Context));

    private sealed record PlainField(RecordField Field, int Column, byte[] Text, bool BlankKeeps);
}
