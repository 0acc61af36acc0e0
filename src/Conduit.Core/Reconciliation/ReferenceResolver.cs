using Conduit.Records;
using Conduit.State;

namespace Conduit.Reconciliation;

/// <summary>
/// Finds the canonical key of what a record refers to, through any key that it states. Knows what stands in the LMS and what the
/// plan at hand creates, renames and deletes.
/// </summary>
/// <param name="state">What stands in the LMS.</param>
/// <param name="policies">By which keys records are matched; null: by the default ones.</param>
/// <param name="lookups">Finds records where case is no difference; null when the policies are.</param>
internal sealed class ReferenceResolver(KnownState state, SyncPolicies? policies = null, RecordLookups? lookups = null)
{
    private readonly Dictionary<(RecordField Field, string Folded), RecordKey> _createdFolded = [];
    private readonly HashSet<Hash128>[] _created = [.. RecordKinds.InOrder.Select(_ => new HashSet<Hash128>())];
    private readonly Dictionary<Hash128, RecordKey>[] _createdNames = [.. RecordKinds.InOrder.Select(_ => new Dictionary<Hash128, RecordKey>())];
    private readonly Dictionary<Hash128, RecordKey>[] _knownNames = [.. RecordKinds.InOrder.Select(_ => new Dictionary<Hash128, RecordKey>())];
    private readonly Dictionary<RecordKey, RecordKey> _renamed = [];
    private readonly HashSet<RecordKey> _going = [];

    /// <summary>Whether anything is deleted by the plan.</summary>
    public bool AnythingGoes => _going.Count > 0;

    public void Create(RecordKey key, string? name)
    {
        _created[(int)key.Kind].Add(state.Key.Hash(key).Bits);
        if (!string.IsNullOrEmpty(name))
            _createdNames[(int)key.Kind][state.HashName(key.Kind, name)] = key;
        if (Folded(RecordKeys.IdField(key.Kind)) is { } id && !key.IsName)
            _createdFolded.TryAdd((id.Field, key.Value.ToLowerInvariant()), key);
        if (Folded(RecordKeys.NameField(key.Kind)) is { } byName && !string.IsNullOrEmpty(name))
            _createdFolded.TryAdd((byName.Field, name.ToLowerInvariant()), key);
    }

    /// <summary>Takes a creation back.</summary>
    public void Forget(RecordKey key, string? name)
    {
        _created[(int)key.Kind].Remove(state.Key.Hash(key).Bits);
        foreach ((RecordField Field, string Folded) folded in _createdFolded.Where(c => c.Value == key).Select(c => c.Key).ToArray())
            _createdFolded.Remove(folded);
        if (!string.IsNullOrEmpty(name))
            _createdNames[(int)key.Kind].Remove(state.HashName(key.Kind, name));
    }

    /// <summary>A known record answers to another key, or to another name, from now on; until the plan is applied it keeps its own.</summary>
    public void Rename(RecordKey known, RecordKey after, string? nameAfter)
    {
        if (known != after)
            _renamed[after] = known;
        if (!string.IsNullOrEmpty(nameAfter))
            _createdNames[(int)known.Kind][state.HashName(known.Kind, nameAfter)] = known;
    }

    public void Delete(RecordKey key) => _going.Add(key);

    public bool IsGoing(RecordKey key) => _going.Contains(key);

    /// <summary>Whether a record stands in the LMS, or will once the plan is applied.</summary>
    public bool Exists(RecordKey key) =>
        !_going.Contains(key) && (state.Find(key) >= 0 || _created[(int)key.Kind].Contains(state.Key.Hash(key).Bits));

    /// <summary>The canonical key of a user, course or cohort; null when there is none.</summary>
    public RecordKey? Resolve(RecordKind kind, string? id, string? name)
    {
        if (!string.IsNullOrEmpty(id))
        {
            RecordKey key = RecordKey.OfId(kind, id);
            if (_renamed.TryGetValue(key, out RecordKey known))
                return known;
            if (Exists(key))
                return key;
            if (ResolveId(kind, id) is { } folded)
                return folded;
        }
        return string.IsNullOrEmpty(name) ? null : ResolveName(kind, name) ?? ResolveFolded(Folded(RecordKeys.NameField(kind)), name);
    }

    /// <summary>The key of the one record whose idnumber differs only in case, where case is no difference; null when there is none.</summary>
    public RecordKey? ResolveId(RecordKind kind, string id) => ResolveFolded(Folded(RecordKeys.IdField(kind)), id);

    /// <summary>The canonical key of a user, course or cohort that is named by either key in one field.</summary>
    public RecordKey? ResolveEither(RecordKind kind, string? text) => Resolve(kind, text, text);

    // The key of a field, where records are matched by it without regard to case although the index has regard to it.
    private MatchKey? Folded(RecordField? field) =>
        field is not null && !field.Is(FieldTraits.FoldsCase) && policies?[field.Kind].KeyOf(field) is { IgnoresCase: true } key ? key : null;

    private RecordKey? ResolveFolded(MatchKey? key, string value)
    {
        if (key is null)
            return null;
        if (_createdFolded.TryGetValue((key.Field, value.ToLowerInvariant()), out RecordKey created))
            return created;
        RecordKey[] known = [.. lookups!.Find(key, value).Select(at => state.ReadKey(key.Field.Kind, at)).Where(found => !_going.Contains(found)).Take(2)];
        return known.Length == 1 ? known[0] : null;
    }

    private RecordKey? ResolveName(RecordKind kind, string name)
    {
        Hash128 hash = state.HashName(kind, name);
        if (_createdNames[(int)kind].TryGetValue(hash, out RecordKey created))
            return created;
        Dictionary<Hash128, RecordKey> cache = _knownNames[(int)kind];
        if (!cache.TryGetValue(hash, out RecordKey key))
        {
            int at = state[kind].FindName(hash);
            if (at < 0)
                return null;
            key = state.ReadKey(kind, at);
            cache.Add(hash, key);
        }
        return _going.Contains(key) ? null : key;
    }
}
