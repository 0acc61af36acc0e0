namespace Conduit.Records;

/// <summary>
/// The stable codes of issues and blockers. A code never changes its meaning. What the CSV reader finds keeps the codes of
/// <c>Conduit.Csv.CsvIssueCodes</c>. Causes and remedies: <c>docs/issue-codes.md</c>.
/// </summary>
public static class IssueCodes
{
    /// <summary>A column that no field is known for; it is left alone.</summary>
    public const string ColumnUnknown = "column-unknown";

    /// <summary>A column that a mapping names and the file lacks.</summary>
    public const string ColumnMissing = "column-missing";

    /// <summary>Two columns that mean the same field; the first counts.</summary>
    public const string ColumnAmbiguous = "column-ambiguous";

    /// <summary>A column of passwords; it is never read.</summary>
    public const string ColumnPassword = "column-password";

    /// <summary>A row without the fields that its key is made of.</summary>
    public const string KeyMissing = "key-missing";

    /// <summary>A record that lacks what is needed to create it.</summary>
    public const string RequiredMissing = "required-missing";

    /// <summary>A value that cannot be read as what the field is: no date, no flag, no status.</summary>
    public const string ValueInvalid = "value-invalid";

    /// <summary>A value longer than the field.</summary>
    public const string ValueTooLong = "value-too-long";

    /// <summary>A value that stands in no row of its lookup.</summary>
    public const string LookupMissing = "lookup-missing";

    /// <summary>A value in which the pattern of a mapping fits nothing.</summary>
    public const string MatchMissing = "match-missing";

    /// <summary>A pattern of a mapping that took too long on a value.</summary>
    public const string PatternTimeout = "pattern-timeout";

    /// <summary>A blank where the mapping requires a value; the row is left out.</summary>
    public const string ValueRequired = "value-required";

    /// <summary>A host function that threw.</summary>
    public const string FunctionFailed = "function-failed";

    /// <summary>An action word that nobody knows.</summary>
    public const string ActionUnknown = "action-unknown";

    /// <summary>A country that is no ISO 3166-1 code.</summary>
    public const string CountryUnknown = "country-unknown";

    /// <summary>An e-mail address that is none.</summary>
    public const string EmailInvalid = "email-invalid";

    /// <summary>An end before its start.</summary>
    public const string EndBeforeStart = "end-before-start";

    /// <summary>A manager whom nobody knows.</summary>
    public const string ManagerUnknown = "manager-unknown";

    /// <summary>A manager who, through other managers, is managed by the person.</summary>
    public const string ManagerCycle = "manager-cycle";

    /// <summary>The same row again; it counts once.</summary>
    public const string DuplicateRow = "duplicate-row";

    /// <summary>Two rows of one key that differ; the first counts.</summary>
    public const string DuplicateConflict = "duplicate-conflict";

    /// <summary>Two rows of one enrollment that differ in status or dates; nothing is changed.</summary>
    public const string EnrollmentConflict = "enrollment-conflict";

    /// <summary>A reference to a record that is neither in the source nor in the LMS.</summary>
    public const string ReferenceMissing = "reference-missing";

    /// <summary>A key that more than one record answers to; all of them are left alone.</summary>
    public const string MatchAmbiguous = "match-ambiguous";

    /// <summary>A row whose old key another row has, or whose old and new key both stand in the LMS; nothing is changed.</summary>
    public const string RenameConflict = "rename-conflict";

    /// <summary>A value that people changed in the LMS and that the source puts back.</summary>
    public const string EditOverwritten = "edit-overwritten";

    /// <summary>A value that people changed in the LMS and that the policy of the field keeps.</summary>
    public const string EditKept = "edit-kept";

    /// <summary>Values of the source that the policy of the field does not write over what the LMS holds.</summary>
    public const string ValueKept = "value-kept";

    /// <summary>Two records that claim one name that must be unique.</summary>
    public const string NameTaken = "name-taken";

    /// <summary>Removals of a kind left out because a row could not be read and it cannot be told whose it was.</summary>
    public const string RemovalsWithheld = "removals-withheld";

    /// <summary>A delta asks to remove what is not there.</summary>
    public const string RemovalUnknown = "removal-unknown";

    /// <summary>A record that Conduit does not manage is not removed.</summary>
    public const string RemovalUnmanaged = "removal-unmanaged";

    /// <summary>A CSV file whose name tells no kind of record; it is left alone.</summary>
    public const string FileUnknown = "file-unknown";

    /// <summary>A source in which nothing is known for a feed.</summary>
    public const string SourceEmpty = "source-empty";

    /// <summary>A feed that was there before and is missing.</summary>
    public const string FeedMissing = "feed-missing";

    /// <summary>A feed that had rows before and has none.</summary>
    public const string FeedEmpty = "feed-empty";

    /// <summary>A feed that breaks off.</summary>
    public const string FeedCut = "feed-cut";

    /// <summary>A feed that changed while it was read.</summary>
    public const string FeedChanged = "feed-changed";

    /// <summary>A feed whose mapping cannot work with the file.</summary>
    public const string FeedUnusable = "feed-unusable";

    /// <summary>More removals than the guard allows.</summary>
    public const string GuardRemovals = "guard-removals";

    /// <summary>More records that get another key than the guard allows.</summary>
    public const string GuardRenames = "guard-renames";

    /// <summary>The sink cannot do what the policy asks.</summary>
    public const string SinkLacks = "sink-lacks";

    /// <summary>The LMS was not read to its end.</summary>
    public const string LmsReadIncomplete = "lms-read-incomplete";

    /// <summary>Far fewer records in the LMS than before.</summary>
    public const string LmsRecordsLost = "lms-records-lost";

    /// <summary>The plan was made against a state that has moved on.</summary>
    public const string PlanStale = "plan-stale";

    /// <summary>What the record refers to was not applied.</summary>
    public const string ReferenceNotApplied = "reference-not-applied";
}
