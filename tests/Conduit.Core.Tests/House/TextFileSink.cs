using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Conduit.Planning;
using Conduit.Records;
using Conduit.Sinks;

namespace Conduit.Tests.House;

/// <summary>An "LMS" that holds users only: one line of a text file each, <c>username=email</c>.</summary>
public sealed class TextFileSink(string path) : ILmsSink
{
    public ValueTask<SinkCapabilities> DescribeAsync(CancellationToken cancellationToken = default)
    {
        FieldSet fields = new FieldSet(RecordKind.User, 0).With(UserFields.Username).With(UserFields.Email);
        var users = new KindCapabilities
        {
            Actions = [ChangeAction.Create, ChangeAction.Update, ChangeAction.Delete],
            Fields = fields,
            ReadableFields = fields,
            BatchSize = 500,
        };
        return ValueTask.FromResult(new SinkCapabilities("text file", ImmutableDictionary<RecordKind, KindCapabilities>.Empty.Add(RecordKind.User, users)));
    }

    public async IAsyncEnumerable<LmsItem> ReadAsync(LmsQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        SortedDictionary<string, string> users = await LoadAsync(cancellationToken);
        foreach ((string name, string email) in users)
        {
            LmsLookup? lookup = query.Only?.FirstOrDefault(l => ((UserRecord)l.Record).Username == name);
            if (query.Only is null || lookup is not null)
                yield return LmsItem.Of(new LmsRecord(new UserRecord { Username = name, Email = email }, LmsId: name) { AnswerTo = lookup?.Key });
        }
        // Says that nothing was left out. A stream that stops without it counts as cut, and blocks removals.
        yield return LmsItem.End(LmsReading.Complete);
    }

    public async ValueTask<IReadOnlyList<ChangeResult>> ApplyAsync(ChangeBatch batch, CancellationToken cancellationToken = default)
    {
        SortedDictionary<string, string> users = await LoadAsync(cancellationToken);
        var results = new List<ChangeResult>();
        foreach (Change change in batch.Changes)
        {
            if (change.After is not UserRecord after)
            {
                // Repeating a delete is no fault: what is gone is gone.
                users.Remove(change.LmsId!);
                results.Add(ChangeResult.Applied(change.Id, change.LmsId!));
            }
            else if (after.Username!.Contains('='))
            {
                results.Add(ChangeResult.Refused(change.Id, "username-invalid", "A username must not hold '='. Correct it in the source."));
            }
            else
            {
                if (change.LmsId is not null)
                    users.Remove(change.LmsId);
                users[after.Username] = after.Email ?? "";
                results.Add(ChangeResult.Applied(change.Id, lmsId: after.Username));
            }
        }
        await File.WriteAllLinesAsync(path, users.Select(u => $"{u.Key}={u.Value}"), cancellationToken);
        return results;
    }

    private async Task<SortedDictionary<string, string>> LoadAsync(CancellationToken cancellationToken)
    {
        var users = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (!File.Exists(path))
            return users;
        foreach (string line in await File.ReadAllLinesAsync(path, cancellationToken))
            users[line[..line.IndexOf('=')]] = line[(line.IndexOf('=') + 1)..];
        return users;
    }
}
