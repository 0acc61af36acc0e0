namespace Conduit.Records;

/// <summary>What kinds are known by.</summary>
internal static class RecordKeys
{
    /// <summary>Whether records of a kind have a key of their own, which may change; all others are known by what they tie together.</summary>
    public static bool HasOwn(RecordKind kind) => NameField(kind) is not null;

    /// <summary>The field of the id in the system of record; null for kinds without a key of their own.</summary>
    public static RecordField? IdField(RecordKind kind) => kind switch
    {
        RecordKind.User => UserFields.IdNumber,
        RecordKind.Course => CourseFields.IdNumber,
        RecordKind.Cohort => CohortFields.IdNumber,
        _ => null,
    };

    /// <summary>The field of the secondary name: username, short name, name of a cohort; null for kinds without a key of their own.</summary>
    public static RecordField? NameField(RecordKind kind) => kind switch
    {
        RecordKind.User => UserFields.Username,
        RecordKind.Course => CourseFields.ShortName,
        RecordKind.Cohort => CohortFields.Name,
        _ => null,
    };
}
