using Conduit;
using Conduit.Planning;
using Conduit.Records;
using Conduit.Reporting;
using Conduit.Sinks;
using Conduit.Sources;
using Conduit.Transactions;
using QuickStart;

// A small school: what its student information system exports, and what stands in its LMS already.
using var school = new School();

var sync = new RosterSync
{
    Source = CsvRecordSource.FromFolder(school.Export),
    Sink = new CsvFolderSink(school.Lms),
    Log = new FileTransactionLog(school.Data),
};

school.ExportFirstDay();
await RunAsync("First day");

school.ExportSecondDay();
await RunAsync("Second day");

async Task RunAsync(string day)
{
    Console.WriteLine($"== {day}");
    SyncPlan plan = await sync.PlanAsync();
    foreach (Change change in plan.ReadChanges())
        Console.WriteLine($"  {change.Action.Name(),-10} {change.Kind.Name(),-12} {change.Key,-28} {string.Join(", ", change.ChangedFields)}");
    foreach (RecordIssue issue in plan.ReadIssues())
        Console.WriteLine($"  {issue.Severity}: {issue.Location}: {issue.Message}");
    Console.WriteLine($"Plan:    {plan.Summary}");
    if (!plan.IsApplicable)
    {
        foreach (PlanBlocker blocker in plan.Blockers)
            Console.WriteLine($"Blocked: {blocker.Message}");
        return;
    }

    SyncReport report = await sync.ApplyAsync(plan);
    Console.WriteLine($"Outcome: {report}");
    foreach (UnmatchedRecord record in report.Unmatched.Records)
        Console.WriteLine($"Unmatched: {record.Key.Kind.Name()} {record.Key} ({record.Reason}) {record.Message}");
    Console.WriteLine();
}
