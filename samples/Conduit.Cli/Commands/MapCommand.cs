using System.CommandLine;
using Conduit.Cli.Display;

namespace Conduit.Cli.Commands;

/// <summary>Explains mappings.</summary>
internal static class MapCommand
{
    public static Command Create() => new("map", "Explains a mapping, and helps to write one.") { Check(), Schema() };

    private static Command Check()
    {
        var config = new Option<string>("--config") { Description = "The sync.json.", HelpName = "FILE", Required = true };
        var input = new Option<string>("--input") { Description = "The folder of the files.", HelpName = "DIR", Required = true };
        var rows = new Option<int>("--rows") { Description = "How many rows are shown as samples.", HelpName = "N", DefaultValueFactory = _ => 3 };
        var redact = new Option<bool>("--redact") { Description = "Show the shape of values only: x for a letter, 9 for a digit." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object." };
        var command = new Command("check", "Tells which column feeds which field, what a few values become word by word, and what would be rejected.") { config, input, rows, redact, json };
        command.SetAction((parsed, cancellationToken) => Running.RunAsync(async () =>
        {
            SyncConfiguration configuration = await SyncConfiguration.LoadAsync(parsed.GetValue(config)!, cancellationToken: cancellationToken);
            MappingCheck check = await MappingCheck.RunAsync(configuration, parsed.GetValue(input)!, parsed.GetValue(rows), parsed.GetValue(redact), cancellationToken);
            if (parsed.GetValue(json))
                MappingCheckJson.Write(Console.OpenStandardOutput(), check);
            else
                MappingCheckText.Write(Console.Out, check);
            return check.IsUsable ? ExitCodes.Done : ExitCodes.Unusable;
        }));
        return command;
    }

    private static Command Schema()
    {
        var output = new Option<string>("--out") { Description = "The file to write; without it the schema is printed.", HelpName = "FILE" };
        var command = new Command("schema", "Writes the JSON Schema of sync.json, by which editors complete and check it.") { output };
        command.SetAction((parsed, cancellationToken) => Running.RunAsync(async () =>
        {
            if (parsed.GetValue(output) is { } path)
                await File.WriteAllTextAsync(path, SyncConfiguration.JsonSchema(), cancellationToken);
            else
                await Console.Out.WriteAsync(SyncConfiguration.JsonSchema());
            return ExitCodes.Done;
        }));
        return command;
    }
}
