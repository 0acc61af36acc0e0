using Conduit.Records;

namespace Conduit.Reporting;

/// <summary>
/// People who stand in the LMS only, by e-mail address and by full name: somebody new in the source who has the same may be the
/// same person under another key.
/// </summary>
internal sealed class Lookalikes
{
    private readonly Dictionary<string, RecordKey> _byEmail = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, RecordKey> _byName = new(StringComparer.OrdinalIgnoreCase);

    public void Add(RosterRecord record, RecordKey key)
    {
        if (record is not UserRecord user)
            return;
        if (!string.IsNullOrEmpty(user.Email))
            _byEmail.TryAdd(user.Email, key);
        if (NameOf(user) is { } name)
            _byName.TryAdd(name, key);
    }

    /// <summary>What to tell about a new record; null when nobody looks like it.</summary>
    public string? HintFor(RosterRecord record)
    {
        if (record is not UserRecord user)
            return null;
        if (!string.IsNullOrEmpty(user.Email) && _byEmail.TryGetValue(user.Email, out RecordKey key))
            return $"{key} in the LMS has the same e-mail address.";
        return NameOf(user) is { } name && _byName.TryGetValue(name, out key) ? $"{key} in the LMS has the same name." : null;
    }

    private static string? NameOf(UserRecord user) =>
        string.IsNullOrEmpty(user.FirstName) || string.IsNullOrEmpty(user.LastName) ? null : user.FirstName + " " + user.LastName;
}
