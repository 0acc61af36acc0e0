using Conduit.Planning;
using Conduit.Reconciliation;
using Conduit.Records;
using Conduit.Reporting;
using Conduit.Sinks;
using Conduit.Sources;
using Conduit.Testing;
using Conduit.Transactions;

namespace Conduit.Tests.Support;

/// <summary>A system of record that exports CSV files, an LMS, and the data folder between them.</summary>
public sealed class World : IDisposable
{
    private readonly TempFolder _folder = new();

    public InMemorySink Lms { get; } = new();
    public SyncOptions Options { get; set; } = new();
    public string Export => _folder["export"];
    public string Data => _folder["data"];
    public ILmsSink? Sink { get; set; }
    // Stands for feeds and options, where there is one.
    public SyncConfiguration? Configuration { get; set; }
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public RosterSync Sync() => new()
    {
        Source = Configuration is null ? CsvRecordSource.FromFolder(Export) : CsvRecordSource.FromFolder(Export, Configuration),
        Sink = Sink ?? Lms,
        Log = new FileTransactionLog(Data),
        Options = (Configuration?.Options ?? Options) with { Clock = Options.Clock },
    };

    public World File(string name, params string[] lines) => Text(name, string.Concat(lines.Select(l => l + "\n")));

    public World Text(string name, string text)
    {
        _folder.Write(Path.Combine("export", name), text);
        return this;
    }

    public World Bytes(string name, byte[] bytes)
    {
        Directory.CreateDirectory(Export);
        System.IO.File.WriteAllBytes(Path.Combine(Export, name), bytes);
        return this;
    }

    public World Remove(string name)
    {
        System.IO.File.Delete(Path.Combine(Export, name));
        return this;
    }

    public async Task<SyncPlan> Plan(PlanRequest? request = null) => await Sync().PlanAsync(request, cancellationToken: Token);

    public async Task<SyncReport> Run()
    {
        SyncPlan plan = await Plan();
        plan.Blockers.ShouldBeEmpty();
        return await Sync().ApplyAsync(plan, cancellationToken: Token);
    }

    public UserRecord User(string id) => (UserRecord)Lms.Records(RecordKind.User).Single(r => ((UserRecord)r.Record).IdNumber == id).Record;
    public string[] UserIds => [.. Lms.Records(RecordKind.User).Select(r => ((UserRecord)r.Record).IdNumber ?? "").Order(StringComparer.Ordinal)];
    public EnrollmentRecord Enrollment(string course, string user) => (EnrollmentRecord)Lms.Records(RecordKind.Enrollment)
        .Single(r => ((EnrollmentRecord)r.Record).CourseIdNumber == course && ((EnrollmentRecord)r.Record).UserIdNumber == user).Record;

    /// <summary>Everything the LMS holds, in an order of its own, so that two LMSs can be compared.</summary>
    public string[] Picture() => Picture(Lms);

    public static string[] Picture(InMemorySink lms) => [.. RecordKinds.InOrder.SelectMany(k => lms.Records(k)).Select(r => Describe(r.Record)).Order(StringComparer.Ordinal)];

    public static string Describe(RosterRecord record) => record.Kind.Name() + ": " + string.Join(", ",
        record.Stated.Where(f => !record[f].IsEmpty).Select(f => $"{f.Name}={record[f]}").Concat(record.Custom.Where(c => c.Value.Length > 0).Select(c => $"{c.Key}={c.Value}")));

    public void Dispose() => _folder.Dispose();
}
