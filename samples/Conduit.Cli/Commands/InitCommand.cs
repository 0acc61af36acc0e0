using System.CommandLine;

namespace Conduit.Cli.Commands;

/// <summary>Drafts a configuration from files, and puts its schema beside it.</summary>
internal static class InitCommand
{
    public static Command Create()
    {
        var input = new Option<string>("--input") { Description = "The folder of the files.", HelpName = "DIR", Required = true };
        var output = new Option<string>("--out") { Description = "The file to write; without it the draft is printed.", HelpName = "FILE" };
        var command = new Command("init", "Looks at the files of a folder and drafts a sync.json.") { input, output };
        command.SetAction(parsed => Running.RunAsync(async () =>
        {
            string draft = ConfigurationDraft.FromFolder(parsed.GetValue(input)!);
            if (parsed.GetValue(output) is not { } path)
            {
                await Console.Out.WriteAsync(draft);
                return ExitCodes.Done;
            }
            if (File.Exists(path))
                throw new IOException($"{path} is there already. Name another file, or remove it.");
            await File.WriteAllTextAsync(path, draft);
            // The draft refers to it, so that editors complete what people go on to write.
            await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, ConfigurationDraft.SchemaFile), SyncConfiguration.JsonSchema());
            return ExitCodes.Done;
        }));
        return command;
    }
}
