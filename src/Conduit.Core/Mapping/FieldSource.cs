using System.Text;
using Conduit.Csv;

namespace Conduit.Mapping;

/// <summary>Reads the cells of a row that a field is made of.</summary>
internal static class FieldSource
{
    /// <summary>What the words of a field may look at besides its value.</summary>
    public static MapContext Context(in CsvRow row, BoundField field)
    {
        if (field.Cells.Count == 0)
            return new MapContext();
        var cells = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string heading, int column) in field.Cells)
            cells.Add(heading, row[column].ToString());
        return new MapContext(cells);
    }

    /// <summary>
    /// The value before the words. Null when a column of it is blank: half a template would be a wrong value, not a short one.
    /// </summary>
    /// <returns>False when a column is missing from the row.</returns>
    public static bool TryReadHead(in CsvRow row, BoundField field, out string? head)
    {
        head = null;
        foreach (BoundPart part in field.Parts)
        {
            if (part.Text is null && row[part.Column].IsMissing)
                return false;
        }
        foreach (int column in field.Cells.Values)
        {
            if (row[column].IsMissing)
                return false;
        }
        if (field.Parts.Count == 0)
            return true;
        if (field.Parts is [{ Text: null } only])
        {
            string cell = row[only.Column].ToString();
            head = string.IsNullOrWhiteSpace(cell) ? null : cell;
            return true;
        }
        var text = new StringBuilder();
        foreach (BoundPart part in field.Parts)
        {
            // In a template the blanks around a cell would end up in the middle of the value.
            string piece = part.Text ?? row[part.Column].ToString().Trim();
            if (part.Text is null && piece.Length == 0)
                return true;
            text.Append(piece);
        }
        head = text.ToString();
        return true;
    }
}
