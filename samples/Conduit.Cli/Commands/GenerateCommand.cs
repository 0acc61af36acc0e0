using System.CommandLine;
using Conduit.Cli.Generating;

namespace Conduit.Cli.Commands;

/// <summary>Makes a roster of two days.</summary>
internal static class GenerateCommand
{
    public static Command Create()
    {
        var output = new Option<string>("--out") { Description = "The folder to write day1, day2 and expected.json to.", HelpName = "DIR", Required = true };
        Option<int> users = Number("--users", 1_000, "How many users.", 2);
        Option<int> courses = Number("--courses", 50, "How many courses.", 1);
        Option<int> enrollments = Number("--enrollments", 10_000, "How many enrollments; at most half of all pairs of users and courses.", 0);
        Option<int> seed = Number("--seed", 42, "The same seed gives the same files.", 0);
        var command = new Command("generate", "Makes a roster of two days and tells what a plan of the second day must say.") { output, users, courses, enrollments, seed };
        command.SetAction(parsed => Running.RunAsync(() =>
        {
            var generator = new RosterGenerator(parsed.GetValue(users), parsed.GetValue(courses), parsed.GetValue(enrollments), parsed.GetValue(seed));
            generator.Write(parsed.GetValue(output)!);
            return Task.FromResult(ExitCodes.Done);
        }));
        return command;
    }

    private static Option<int> Number(string name, int standard, string description, int least)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => standard };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < least)
                result.AddError($"{name} must be at least {least}.");
        });
        return option;
    }
}
