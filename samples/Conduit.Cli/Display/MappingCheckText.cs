using Conduit.Records;

namespace Conduit.Cli.Display;

/// <summary>What a mapping makes of files, as lines for people.</summary>
internal static class MappingCheckText
{
    public static void Write(TextWriter output, MappingCheck check)
    {
        foreach (FeedCheck feed in check.Feeds)
        {
            output.WriteLine($"{feed.Name}: {feed.File} -> {feed.Kind.Name()}, {feed.Rows} rows, {feed.Skipped} left out, {feed.Rejected} rejected{(feed.IsUsable ? "" : ", NOT USABLE")}");
            foreach (FieldCheck field in feed.Fields)
            {
                output.WriteLine($"  {field.Field} <- {field.Expression}{(field.Columns.Count == 0 ? " (constant)" : "")}{(field.When is null ? "" : $"   when {field.When}")}");
                foreach (FieldSample sample in field.Samples)
                    output.WriteLine($"      line {sample.Location.Line}: {Steps(sample)}");
            }
            if (feed.UnusedColumns.Count > 0)
                output.WriteLine($"  not used: {string.Join(", ", feed.UnusedColumns)}");
            foreach (RecordIssue issue in feed.Issues)
                output.WriteLine($"  {issue.Severity.ToString().ToLowerInvariant()} {issue.Code}{(issue.Location is { } place ? $" at {place}" : "")}{(issue.Count > 1 ? $" and {issue.Count - 1} more" : "")}: {issue.Message}{(issue.Value is null ? "" : $" [{issue.Value}]")}");
            output.WriteLine();
        }
    }

    private static string Steps(FieldSample sample)
    {
        string steps = string.Join(" -> ", sample.Steps.Select(step => step.Word.Length == 0 ? Show(step.Value) : $"{step.Word}: {Show(step.Value)}"));
        string end = sample.Failure ?? (sample.Value == sample.Steps[^1].Value ? "" : $"= {Show(sample.Value)}");
        return end.Length == 0 ? steps : $"{steps} -> {end}";
    }

    private static string Show(string? value) => value is null ? "(blank)" : $"'{value}'";
}
