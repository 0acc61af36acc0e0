using Conduit.Planning;
using Conduit.Records;

namespace Conduit.Reconciliation;

/// <summary>
/// What can only be judged when all users are read: managers who do not exist or who manage each other in a circle, and
/// usernames that two people claim.
/// </summary>
internal sealed class PeopleCheck(PlanContext context)
{
    private readonly Dictionary<int, Person> _people = [];

    public void Add(int target, MappedRow row, RosterRecord record, IReadOnlyList<RowSupport> supports)
    {
        var user = (UserRecord)record;
        if (!string.IsNullOrEmpty(user.Manager) || !string.IsNullOrEmpty(user.Username))
            _people[target] = new Person(row, record, supports);
    }

    public void Forget(int target) => _people.Remove(target);

    public void Finish(Action<int, MappedRow, RecordIssue> reject, Action<int, MappedRow, RosterRecord, IReadOnlyList<RowSupport>, RecordIssue> revise)
    {
        if (_people.Count == 0)
            return;
        KeyValuePair<int, Person>[] people = [.. _people];
        var names = new Dictionary<Hash128, int>();
        foreach ((int target, Person person) in people)
        {
            if (NameClash(target, person, names) is { } clash)
                reject(target, person.Row, clash);
        }
        Dictionary<string, string> managers = ManagersOf(people.Where(p => _people.ContainsKey(p.Key)).Select(p => p.Value));
        foreach ((int target, Person person) in people)
        {
            if (_people.ContainsKey(target) && ManagerFault(person, managers) is { } fault)
                revise(target, person.Row, person.Record.Without(UserFields.Manager), person.Supports, fault);
        }
    }

    // Two people of the source with one username, or one whose username somebody else in the LMS keeps.
    private RecordIssue? NameClash(int target, Person person, Dictionary<Hash128, int> names)
    {
        string? name = ((UserRecord)person.Record).Username;
        if (string.IsNullOrEmpty(name))
            return null;
        Hash128 hash = context.State.HashName(RecordKind.User, name);
        if (names.TryGetValue(hash, out int owner) && owner != target)
        {
            return new RecordIssue(IssueSeverity.Error, IssueCodes.NameTaken, "Another row of the source claims the same username for another person. Give each person a username of his own.")
            { Field = UserFields.Username.Name, Value = name, Other = _people.GetValueOrDefault(owner)?.Row.Location };
        }
        names[hash] = target;
        int known = context.State.FindByName(RecordKind.User, name);
        if (known < 0 || known == target || _people.TryGetValue(known, out Person? other) && !SameName(other, name))
            return null;
        return new RecordIssue(IssueSeverity.Error, IssueCodes.NameTaken, "Somebody else in the LMS has the same username. Give the person another one, or rename the other account.")
        { Field = UserFields.Username.Name, Value = name };
    }

    private static bool SameName(Person person, string name) =>
        !((UserRecord)person.Record).Stated.Contains(UserFields.Username) || string.Equals(((UserRecord)person.Record).Username, name, StringComparison.OrdinalIgnoreCase);

    private Dictionary<string, string> ManagersOf(IEnumerable<Person> people)
    {
        var managers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Person person in people)
        {
            if (((UserRecord)person.Record).Manager is { Length: > 0 } manager && Resolve(manager) is { } key)
                managers[person.Row.Key.Value] = key.Value;
            else if (person.Record.Stated.Contains(UserFields.Manager))
                managers[person.Row.Key.Value] = "";
        }
        return managers;
    }

    private RecordIssue? ManagerFault(Person person, Dictionary<string, string> managers)
    {
        if (((UserRecord)person.Record).Manager is not { Length: > 0 } manager)
            return null;
        if (Resolve(manager) is null)
        {
            return new RecordIssue(IssueSeverity.Warning, IssueCodes.ManagerUnknown, "The manager is neither in the source nor in the LMS; the field is left out. Deliver the manager, or correct the field.")
            { Field = UserFields.Manager.Name, Value = manager };
        }
        string self = person.Row.Key.Value;
        string? at = managers.GetValueOrDefault(self);
        var passed = new HashSet<string>(StringComparer.Ordinal);
        while (!string.IsNullOrEmpty(at) && passed.Add(at))
        {
            if (at == self)
            {
                // The circle is cut here, so that the others in it keep theirs.
                managers[self] = "";
                return new RecordIssue(IssueSeverity.Warning, IssueCodes.ManagerCycle, "The manager is managed by the person, directly or through others; the field is left out. Break the circle in the source.")
                { Field = UserFields.Manager.Name, Value = manager };
            }
            at = ManagerOf(at, managers);
        }
        return null;
    }

    private string? ManagerOf(string key, Dictionary<string, string> managers)
    {
        if (managers.TryGetValue(key, out string? manager))
            return manager;
        int position = context.State.Find(new RecordKey(RecordKind.User, key));
        string? text = position >= 0 ? ((UserRecord)context.State.Read(RecordKind.User, position).Values).Manager : null;
        string found = text is { Length: > 0 } && Resolve(text) is { } of ? of.Value : "";
        managers[key] = found;
        return found;
    }

    private RecordKey? Resolve(string manager) => context.Resolver.ResolveEither(RecordKind.User, manager);

    private sealed record Person(MappedRow Row, RosterRecord Record, IReadOnlyList<RowSupport> Supports);
}
