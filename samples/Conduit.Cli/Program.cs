using System.CommandLine;
using Conduit.Cli;
using Conduit.Cli.Commands;

var root = new RootCommand("Keeps a roster kept as CSV files true to the files of a system of record.")
{
    GenerateCommand.Create(),
    InitCommand.Create(),
    MapCommand.Create(),
    PlanCommand.Create(),
    ApplyCommand.Create(),
    RefreshCommand.Create(),
    UnmatchedCommand.Create(),
    LogCommand.Create(),
    PruneCommand.Create(),
};

ParseResult parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (System.CommandLine.Parsing.ParseError error in parsed.Errors)
        await Console.Error.WriteLineAsync(error.Message);
    await Console.Error.WriteLineAsync("Run 'conduit --help' to see the commands and their options.");
    return ExitCodes.WrongUsage;
}
return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
