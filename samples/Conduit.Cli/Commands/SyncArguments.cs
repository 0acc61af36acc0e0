using System.CommandLine;
using System.CommandLine.Parsing;
using Conduit.Reconciliation;
using Conduit.Records;
using Conduit.Sinks;
using Conduit.Sources;
using Conduit.Transactions;

namespace Conduit.Cli.Commands;

/// <summary>The options that every command about a sync takes, and the sync that they make.</summary>
internal sealed class SyncArguments
{
    private readonly Option<string> _input = new("--input") { Description = "The folder of the files of the system of record.", HelpName = "DIR" };
    private readonly Option<string> _config = new("--config") { Description = "The configuration; without it files and columns are known by their names.", HelpName = "FILE" };
    private readonly Option<string> _lms = new("--lms") { Description = "The folder of the LMS's roster.", HelpName = "DIR", Required = true };
    private readonly Option<string> _data = new("--data") { Description = "The folder of the log and of what is known of the LMS.", HelpName = "DIR", Required = true };
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON." };
    private readonly Option<string[]> _allow = new("--allow-removals") { Description = "Raise the limit of removals of a kind for this run: user=15% or user=200.", HelpName = "KIND=LIMIT", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string[]> _allowRenames = new("--allow-renames") { Description = "Raise the limit of records of a kind that get another key, for this run: user=15% or user=200.", HelpName = "KIND=LIMIT", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string[]> _forget = new("--forget-feed") { Description = "A feed that is gone for good, so that its absence does not block.", HelpName = "NAME", AllowMultipleArgumentsPerToken = true };
    private readonly Option<bool> _refresh = new("--refresh") { Description = "Read the LMS before planning." };

    public SyncArguments(Command command, bool needsInput, bool plans)
    {
        _input.Required = needsInput;
        command.Add(_input);
        command.Add(_config);
        command.Add(_lms);
        command.Add(_data);
        command.Add(_json);
        if (!plans)
            return;
        command.Add(_allow);
        command.Add(_allowRenames);
        command.Add(_forget);
        command.Add(_refresh);
        foreach (Option<string[]> limits in (Option<string[]>[])[_allow, _allowRenames])
            limits.Validators.Add(CheckLimits);
    }

    public bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    public PlanRequest Request(ParseResult parsed) => new()
    {
        AllowRemovals = PlanRequestLimits(parsed.GetValue(_allow) ?? []),
        AllowRenames = PlanRequestLimits(parsed.GetValue(_allowRenames) ?? []),
        ForgetFeeds = [.. parsed.GetValue(_forget) ?? []],
    };

    public async Task<RosterSync> SyncAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        SyncConfiguration? configuration = parsed.GetValue(_config) is { } path ? await SyncConfiguration.LoadAsync(path, cancellationToken: cancellationToken) : null;
        string input = parsed.GetValue(_input) ?? Environment.CurrentDirectory;
        SyncOptions options = configuration?.Options ?? new SyncOptions();
        return new RosterSync
        {
            Source = configuration is null ? CsvRecordSource.FromFolder(input) : CsvRecordSource.FromFolder(input, configuration),
            Sink = new CsvFolderSink(parsed.GetValue(_lms)!),
            Log = new FileTransactionLog(parsed.GetValue(_data)!),
            Options = parsed.GetValue(_refresh) ? options with { RefreshAfter = TimeSpan.Zero } : options,
        };
    }

    private static System.Collections.Immutable.ImmutableDictionary<RecordKind, ChangeGuard> PlanRequestLimits(string[] texts)
    {
        var limits = System.Collections.Immutable.ImmutableDictionary.CreateBuilder<RecordKind, ChangeGuard>();
        foreach (string text in texts)
        {
            (RecordKind kind, ChangeGuard limit) = ReadLimit(text)!.Value;
            limits[kind] = limit;
        }
        return limits.ToImmutable();
    }

    private static void CheckLimits(OptionResult result)
    {
        foreach (string text in result.GetValueOrDefault<string[]>() ?? [])
        {
            if (ReadLimit(text) is null)
                result.AddError($"'{text}' is no limit: write KIND=15% or KIND=200, with one of the kinds {string.Join(", ", RecordKinds.InOrder.Select(k => k.Name()))}.");
        }
    }

    private static (RecordKind, ChangeGuard)? ReadLimit(string text)
    {
        string[] parts = text.Split('=', 2);
        if (parts.Length != 2 || !RecordKinds.TryParse(parts[0], out RecordKind kind))
            return null;
        try
        {
            return (kind, ChangeGuard.Parse(parts[1]));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
