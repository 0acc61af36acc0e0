using Conduit.Planning;
using Conduit.Records;
using Conduit.State;

namespace Conduit.Reconciliation;

/// <summary>
/// Tells what becomes of what people changed in the LMS: each record where an edit is kept or overwritten; where the LMS simply
/// keeps its own value, one note for each field.
/// </summary>
internal sealed class EditNotes(PlanContext context, RecordKind kind)
{
    private readonly Dictionary<int, Note> _notes = [];

    /// <summary>The policy of a field keeps what the LMS holds.</summary>
    public void AddKept(int target, KnownRecord known, string field, MappedRow row) => Of(target, row).Add(field, known.IsDrifted(field) ? Fate.Kept : Fate.Differs);

    /// <summary>A change writes over what people changed.</summary>
    public void AddOverwritten(int target, KnownRecord? known, Change change, MappedRow row)
    {
        foreach (string field in change.ChangedFields)
        {
            if (known?.IsDrifted(field) is true)
                Of(target, row).Add(field, Fate.Overwritten);
        }
    }

    public void Forget(int target) => _notes.Remove(target);

    public void Tell()
    {
        if (_notes.Count == 0)
            return;
        foreach (Note note in _notes.Values)
        {
            Tell(note, Fate.Overwritten, IssueSeverity.Warning, IssueCodes.EditOverwritten, "was changed in the LMS, and the source's values are put back. Change the source, or let the LMS own the fields.");
            Tell(note, Fate.Kept, IssueSeverity.Note, IssueCodes.EditKept, "was changed in the LMS, and the policy of the fields keeps that.");
        }
        foreach (IGrouping<string, Note> field in _notes.Values.SelectMany(note => note.Fields(Fate.Differs).Select(name => (name, note)))
            .GroupBy(n => n.name, n => n.note, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            context.Add(new RecordIssue(IssueSeverity.Note, IssueCodes.ValueKept, $"The source says otherwise than the LMS, and the policy of the field keeps what the {kind.Name()} has there.")
            {
                Kind = kind,
                Field = field.Key,
                Location = field.First().Row.Location,
                Count = field.Count(),
            });
        }
    }

    private void Tell(Note note, Fate fate, IssueSeverity severity, string code, string what)
    {
        string fields = string.Join(", ", note.Fields(fate));
        if (fields.Length == 0)
            return;
        context.Add(new RecordIssue(severity, code, $"The {kind.Name()} {what}") { Kind = kind, Key = note.Row.Key, Field = fields, Location = note.Row.Location });
    }

    private Note Of(int target, MappedRow row)
    {
        if (!_notes.TryGetValue(target, out Note? note))
            _notes.Add(target, note = new Note(row));
        return note;
    }

    private enum Fate
    {
        Differs,
        Kept,
        Overwritten,
    }

    private sealed class Note(MappedRow row)
    {
        private readonly SortedDictionary<string, Fate> _fates = new(StringComparer.Ordinal);

        public MappedRow Row => row;

        public void Add(string field, Fate fate) => _fates[field] = fate;

        public IEnumerable<string> Fields(Fate fate) => _fates.Where(f => f.Value == fate).Select(f => f.Key);
    }
}
