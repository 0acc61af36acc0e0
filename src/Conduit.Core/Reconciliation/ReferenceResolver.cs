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
    private readonly Kind[] _kinds = RecordKinds.Each(_ => new Kind());
    private Dictionary<(RecordField Field, string Folded), RecordKey>? _createdFolded;

    /// <summary>Whether anything is deleted by the plan.</summary>
    public bool AnythingGoes { get; private set; }

    public void Create(RecordKey key, string? name)
    {
        Kind kind = Of(key.Kind);
        kind.Created[Hash(key)] = true;
        if (!string.IsNullOrEmpty(name))
            kind.CreatedNames[state.HashName(key.Kind, name)] = key;
        if (Folded(RecordKeys.IdField(key.Kind)) is { } id && !key.IsName)
            (_createdFolded ??= []).TryAdd((id.Field, key.Value.ToLowerInvariant()), key);
        if (Folded(RecordKeys.NameField(key.Kind)) is { } byName && !string.IsNullOrEmpty(name))
            (_createdFolded ??= []).TryAdd((byName.Field, name.ToLowerInvariant()), key);
    }

    /// <summary>Takes a creation back.</summary>
    public void Forget(RecordKey key, string? name)
    {
        Of(key.Kind).Created.Remove(Hash(key));
        foreach ((RecordField Field, string Folded) folded in _createdFolded?.Where(c => c.Value == key).Select(c => c.Key).ToArray() ?? [])
            _createdFolded!.Remove(folded);
        if (!string.IsNullOrEmpty(name))
            Of(key.Kind).CreatedNames.Remove(state.HashName(key.Kind, name));
    }

    /// <summary>A known record answers to another key, or to another name, from now on; until the plan is applied it keeps its own.</summary>
    public void Rename(RecordKey known, RecordKey after, string? nameAfter)
    {
        if (known != after)
            Of(known.Kind).Renamed[Hash(after)] = known;
        if (!string.IsNullOrEmpty(nameAfter))
            Of(known.Kind).CreatedNames[state.HashName(known.Kind, nameAfter)] = known;
    }

    public void Delete(RecordKey key)
    {
        AnythingGoes = true;
        Of(key.Kind).Going[Hash(key)] = true;
    }

    public bool IsGoing(RecordKey key) => Of(key.Kind).Going.Contains(Hash(key));

    /// <summary>Whether a record stands in the LMS, or will once the plan is applied.</summary>
    public bool Exists(RecordKey key) => Exists(key.Kind, Hash(key));

    /// <summary>Whether a record that is named by this key, and by no other that it had or gets, stands in the LMS or will once the plan is applied.</summary>
    public bool IsNamedBy(RecordKind kind, Hash128 key) => Exists(kind, key) && !Of(kind).Renamed.Contains(key);

    /// <summary>The canonical key of a user, course or cohort; null when there is none.</summary>
    public RecordKey? Resolve(RecordKind kind, string? id, string? name)
    {
        if (!string.IsNullOrEmpty(id))
        {
            RecordKey key = RecordKey.OfId(kind, id);
            if (Of(kind).Renamed.TryGet(Hash(key), out RecordKey known))
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

    private Kind Of(RecordKind kind) => _kinds[(int)kind];

    private Hash128 Hash(RecordKey key) => state.Key.Hash(key).Bits;

    private bool Exists(RecordKind kind, Hash128 key) => !Of(kind).Going.Contains(key) && (state[kind].FindKey(key) >= 0 || Of(kind).Created.Contains(key));

    // The key of a field, where records are matched by it without regard to case although the index has regard to it.
    private MatchKey? Folded(RecordField? field) =>
        field is not null && !field.Is(FieldTraits.FoldsCase) && policies?[field.Kind].KeyOf(field) is { IgnoresCase: true } key ? key : null;

    private RecordKey? ResolveFolded(MatchKey? key, string value)
    {
        if (key is null)
            return null;
        if (_createdFolded is not null && _createdFolded.TryGetValue((key.Field, value.ToLowerInvariant()), out RecordKey created))
            return created;
        RecordKey[] known = [.. lookups!.Find(key, value).Select(at => state.ReadKey(key.Field.Kind, at)).Where(found => !IsGoing(found)).Take(2)];
        return known.Length == 1 ? known[0] : null;
    }

    private RecordKey? ResolveName(RecordKind kind, string name)
    {
        Hash128 hash = state.HashName(kind, name);
        if (Of(kind).CreatedNames.TryGet(hash, out RecordKey created))
            return created;
        HashMap<RecordKey> cache = Of(kind).KnownNames;
        if (!cache.TryGet(hash, out RecordKey key))
        {
            int at = state[kind].FindName(hash);
            if (at < 0)
                return null;
            key = state.ReadKey(kind, at);
            cache[hash] = key;
        }
        return IsGoing(key) ? null : key;
    }

    // What the plan at hand does to the keys and names of one kind, by their hashes.
    private sealed class Kind
    {
        public HashMap<bool> Created { get; } = new();

        public HashMap<RecordKey> CreatedNames { get; } = new();

        public HashMap<RecordKey> KnownNames { get; } = new();

        /// <summary>Known keys by the keys that they become.</summary>
        public HashMap<RecordKey> Renamed { get; } = new();

        public HashMap<bool> Going { get; } = new();
    }
}
