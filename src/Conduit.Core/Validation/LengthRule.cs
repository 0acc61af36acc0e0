using Conduit.Records;

namespace Conduit.Validation;

/// <summary>Tells, without a validator, that no text of a record is longer than its field: what <see cref="RecordValidator{TRecord}"/> says in words.</summary>
internal static class LengthRule
{
    public static bool IsKept(RosterRecord record, bool isNew)
    {
        IReadOnlyList<RecordField> fields = RecordFields.Of(record.Kind);
        for (int i = 0; i < fields.Count; i++)
        {
            RecordField field = fields[i];
            // A text has no more characters than .NET counts.
            if (field.MaxLength > 0 && record[field].AsText() is { } text && text.Length > field.MaxLength)
                return false;
        }
        return true;
    }

    public static bool IsKept(PlainRecord record)
    {
        IReadOnlyList<RecordField> fields = RecordFields.Of(record.Kind);
        for (int i = 0; i < fields.Count; i++)
        {
            if (fields[i].MaxLength > 0 && record[i].Length > fields[i].MaxLength)
                return false;
        }
        return true;
    }
}
