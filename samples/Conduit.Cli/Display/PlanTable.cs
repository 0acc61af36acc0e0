using System.Globalization;
using Conduit.Planning;
using Conduit.Records;
using Conduit.Reporting;
using Spectre.Console;

namespace Conduit.Cli.Display;

/// <summary>Plans and outcomes for people: a table on a terminal, plain lines elsewhere.</summary>
internal static class PlanTable
{
    private const int MostCauses = 10;
    private const int MostProblems = 10;

    public static void Write(SyncPlan plan, SyncReport? report, bool listsIssues)
    {
        if (Console.IsOutputRedirected)
            WritePlain(plan, report);
        else
            WriteTable(plan, report);
        if (listsIssues)
            WriteIssues(plan);
        else
            WriteCauses(plan);
        foreach (PlanBlocker blocker in plan.Blockers)
            Line("red", $"blocked ({blocker.Code}): {blocker.Message}");
        if (report is null)
            return;
        foreach (ChangeProblem problem in report.Problems.Take(MostProblems))
            Line("red", $"{problem.Action.Name()} {problem.Key.Kind.Name()} {problem.Key}: {problem.Result.Message} ({problem.Result.Code})");
        Line("green", $"{report}");
    }

    private static void WritePlain(SyncPlan plan, SyncReport? report)
    {
        foreach (RecordKind kind in RecordKinds.InOrder.Where(k => !plan.Summary[k].IsEmpty))
        {
            string applied = report is null ? "" : string.Create(CultureInfo.InvariantCulture, $" applied {report.Count(kind, ChangeOutcome.Applied)}");
            Console.WriteLine($"{kind.Name()}: {Counts(plan.Summary[kind])}{applied}");
        }
        if (plan.Summary.Changes == 0 && plan.IsApplicable)
            Console.WriteLine("nothing to do");
    }

    private static string Counts(KindSummary summary) => string.Join(", ", Columns(summary).Where(c => c.Count != 0).Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Name} {c.Count}")));

    private static IEnumerable<(string Name, long Count, string Colour)> Columns(KindSummary summary) =>
    [
        ("create", summary[ChangeAction.Create], "green"),
        ("adopt", summary[ChangeAction.Adopt], "green"),
        ("update", summary[ChangeAction.Update], "yellow"),
        ("rename", summary[ChangeAction.Rename], "yellow"),
        ("reactivate", summary[ChangeAction.Reactivate], "yellow"),
        ("suspend", summary[ChangeAction.Suspend], "red"),
        ("archive", summary[ChangeAction.Archive], "red"),
        ("delete", summary[ChangeAction.Delete], "red"),
        ("unchanged", summary.Unchanged, "grey"),
        ("rejected", summary.Rejected, "red"),
        ("pending", summary.Pending, "yellow"),
    ];

    private static void WriteTable(SyncPlan plan, SyncReport? report)
    {
        var table = new Table().Border(TableBorder.Rounded);
        RecordKind[] kinds = [.. RecordKinds.InOrder.Where(k => !plan.Summary[k].IsEmpty)];
        table.AddColumn("kind");
        string[] used = [.. kinds.SelectMany(k => Columns(plan.Summary[k])).Where(c => c.Count != 0).Select(c => c.Name).Distinct(StringComparer.Ordinal)];
        string[] shown = [.. Columns(new KindSummary()).Select(c => c.Name).Where(used.Contains)];
        foreach (string name in shown)
            table.AddColumn(new TableColumn(name).RightAligned());
        if (report is not null)
            table.AddColumn(new TableColumn("applied").RightAligned());
        foreach (RecordKind kind in kinds)
        {
            Dictionary<string, (string Name, long Count, string Colour)> columns = Columns(plan.Summary[kind]).ToDictionary(c => c.Name, StringComparer.Ordinal);
            IEnumerable<string> cells = shown.Select(name => columns[name].Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"[{columns[name].Colour}]{columns[name].Count:n0}[/]"));
            IEnumerable<string> applied = report is null ? [] : [report.Count(kind, ChangeOutcome.Applied).ToString("n0", CultureInfo.InvariantCulture)];
            table.AddRow([kind.Name(), .. cells, .. applied]);
        }
        if (kinds.Length > 0)
            AnsiConsole.Write(table);
        if (plan.Summary.Changes == 0 && plan.IsApplicable)
            AnsiConsole.MarkupLine("[green]nothing to do[/]");
    }

    private static void WriteCauses(SyncPlan plan)
    {
        IssueCause[] causes = [.. plan.ReadCauses().Where(cause => cause.First.Severity != IssueSeverity.Note)];
        foreach (IssueCause cause in causes.Take(MostCauses))
        {
            string rows = cause.Rows == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" and {cause.Rows - 1:n0} more rows");
            string missing = cause.Missing is null ? "" : $" {cause.Kind!.Value.Name()} '{cause.Missing}' is missing.";
            WriteIssue(cause.First, rows, missing);
        }
        if (causes.Length > MostCauses)
            Line("yellow", string.Create(CultureInfo.InvariantCulture, $"and {causes.Length - MostCauses:n0} more causes of errors and warnings; --issues lists every row"));
    }

    private static void WriteIssues(SyncPlan plan)
    {
        foreach (RecordIssue issue in plan.ReadIssues().Where(issue => issue.Severity != IssueSeverity.Note))
            WriteIssue(issue, "", issue.Value is null ? "" : $" '{issue.Value}':");
    }

    private static void WriteIssue(RecordIssue issue, string rows, string value)
    {
        string other = issue.Other is null ? "" : $" and {issue.Other}";
        string field = issue.Field is null ? "" : $" {issue.Field}:";
        string known = issue.KnownSince is null ? "" : $" (known since run {issue.KnownSince})";
        Line(issue.Severity == IssueSeverity.Error ? "red" : "yellow", $"{issue.Severity.ToString().ToLowerInvariant()} {issue.Location}{other}{rows} {issue.Code}:{field}{value} {issue.Message}{known}");
    }

    private static void Line(string colour, string text)
    {
        if (Console.IsOutputRedirected)
            Console.WriteLine(text);
        else
            AnsiConsole.MarkupLine($"[{colour}]{Markup.Escape(text)}[/]");
    }
}
