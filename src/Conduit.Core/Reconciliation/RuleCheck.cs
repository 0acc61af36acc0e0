using Conduit.Records;

namespace Conduit.Reconciliation;

/// <summary>The rules of records, as the planner needs them: a record in, a record without its broken optional values and the issues out.</summary>
/// <param name="Version">Changes when the rules do: then every row is judged again.</param>
/// <param name="Check">Judges a record that is new or changed.</param>
internal sealed record RuleCheck(string Version, Func<RosterRecord, bool, (RosterRecord Record, IReadOnlyList<RecordIssue> Issues)> Check);
