using Conduit.Records;

namespace Conduit.Planning;

/// <summary>A record that another one refers to.</summary>
/// <param name="Key">Its key; the kind is in it.</param>
/// <param name="LmsId">Its id in the LMS; null while that is not known.</param>
public readonly record struct RecordReference(RecordKey Key, string? LmsId = null)
{
    /// <summary>What the record of a key refers to, as its key tells.</summary>
    public static RecordReference[] Of(RecordKey key)
    {
        string[] parts = key.Parts;
        return key.Kind switch
        {
            RecordKind.Enrollment => [Course(parts[0]), User(parts[1])],
            RecordKind.Group => [Course(parts[0])],
            RecordKind.GroupMember => [new(RecordKey.Of(RecordKind.Group, parts[0], parts[1])), User(parts[2])],
            RecordKind.CohortMember => [new(new RecordKey(RecordKind.Cohort, parts[0])), User(parts[1])],
            RecordKind.RoleAssignment when parts[2] == "course" => [User(parts[0]), Course(parts[3])],
            RecordKind.RoleAssignment when parts[2] == "user" => [User(parts[0]), User(parts[3])],
            RecordKind.RoleAssignment => [User(parts[0])],
            _ => [],
        };
    }

    private static RecordReference User(string value) => new(new RecordKey(RecordKind.User, value));

    private static RecordReference Course(string value) => new(new RecordKey(RecordKind.Course, value));
}
