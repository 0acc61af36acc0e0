using System.Globalization;
using Conduit.Records;

namespace Conduit.Testing;

/// <summary>The records of one kind in the in-memory LMS, by id and by what makes them unique there.</summary>
internal sealed class LmsTable(RecordKind kind)
{
    private readonly Dictionary<string, StoredRecord> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _byKey = new(StringComparer.Ordinal);
    private int _lastId;

    public IEnumerable<StoredRecord> Records => _byId.Values;

    public StoredRecord? Find(string? id) => id is null ? null : _byId.GetValueOrDefault(id);

    public StoredRecord? FindSame(RosterRecord record, string[] references) => Find(_byKey.GetValueOrDefault(UniqueKey(record, references)));

    public StoredRecord Add(RosterRecord record, string[] references, bool isProtected = false, string? owner = null)
    {
        string id = (++_lastId).ToString(CultureInfo.InvariantCulture);
        var stored = new StoredRecord(id, record, references) { IsProtected = isProtected, Owner = owner };
        _byId.Add(id, stored);
        _byKey[UniqueKey(record, references)] = id;
        return stored;
    }

    public void Replace(StoredRecord stored)
    {
        StoredRecord old = _byId[stored.LmsId];
        _byKey.Remove(UniqueKey(old.Values, old.References));
        _byId[stored.LmsId] = stored;
        _byKey[UniqueKey(stored.Values, stored.References)] = stored.LmsId;
    }

    public void Remove(string id)
    {
        if (!_byId.Remove(id, out StoredRecord? stored))
            return;
        string key = UniqueKey(stored.Values, stored.References);
        if (_byKey.GetValueOrDefault(key) == id)
            _byKey.Remove(key);
    }

    /// <summary>What no two records of the kind may share.</summary>
    private string UniqueKey(RosterRecord record, string[] references)
    {
        string own = record switch
        {
            UserRecord user => user.Username?.ToLowerInvariant() ?? "#" + user.IdNumber,
            CourseRecord course => course.ShortName ?? "#" + course.IdNumber,
            CohortRecord cohort => cohort.IdNumber is { } id ? "#" + id : cohort.Name ?? "",
            GroupRecord group => group.Name ?? "",
            RoleAssignmentRecord role => role.Role + "\n" + role.Context?.ToLowerInvariant() + "\n" + (references.Length > 1 ? "" : role.Instance),
            _ => kind.Name(),
        };
        return own + "\n" + string.Join("\n", references);
    }
}
