using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Conduit.Planning;
using Conduit.Reconciliation;
using Conduit.Sinks;
using Conduit.Sources;
using Conduit.Transactions;

namespace Conduit.Benchmarks;

/// <summary>Plans against the stored state, in this process and warm; and a first load, which is applied. What a whole process takes tells the gate.</summary>
[MemoryDiagnoser]
[Config(typeof(WithRowsPerSecond))]
public class PlanningBenchmarks
{
    private PlanningData _data = null!;
    private string _state = "";
    private string _fresh = "";

    /// <summary>How many enrollments; ten to a user.</summary>
    [Params(10_000, 100_000, 1_000_000)]
    public int Enrollments { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _data = PlanningData.Make(Enrollments);
        _state = ChildProcess.State(_data);
    }

    [IterationSetup(Target = nameof(FirstLoad))]
    public void StartAfresh() => _fresh = Directory.CreateTempSubdirectory("conduit-first-load-").FullName;

    [IterationCleanup(Target = nameof(FirstLoad))]
    public void Forget() => Directory.Delete(_fresh, recursive: true);

    [Benchmark]
    public Task<long> NothingChanged() => PlanAsync(_data.Unchanged);

    [Benchmark]
    public Task<long> NightlySameOrder() => PlanAsync(_data.SameOrder);

    [Benchmark]
    public Task<long> NightlyShuffled() => PlanAsync(_data.Shuffled);

    [Benchmark]
    public Task<long> EverythingChanged() => PlanAsync(_data.Everything);

    [Benchmark]
    public async Task<long> FirstLoad()
    {
        RosterSync sync = Sync(_fresh, _data.FirstDay);
        SyncPlan plan = await sync.PlanAsync();
        await sync.ApplyAsync(plan);
        return plan.Summary.Changes;
    }

    private async Task<long> PlanAsync(string input)
    {
        SyncPlan plan = await Sync(_state, input).PlanAsync(new PlanRequest { ForgetFeeds = ["users", "courses"] });
        return plan.Summary.Changes;
    }

    private static RosterSync Sync(string state, string input) => new()
    {
        Source = CsvRecordSource.FromFolder(input),
        Sink = new CsvFolderSink(Path.Combine(state, "lms")),
        Log = new FileTransactionLog(Path.Combine(state, "data")),
    };

    private sealed class WithRowsPerSecond : ManualConfig
    {
        public WithRowsPerSecond() => AddColumn(new RowsPerSecond());
    }

    private sealed class RowsPerSecond : IColumn
    {
        public string Id => nameof(RowsPerSecond);

        public string ColumnName => "Enrollments/s";

        public bool AlwaysShow => true;

        public ColumnCategory Category => ColumnCategory.Custom;

        public int PriorityInCategory => 0;

        public bool IsNumeric => true;

        public UnitType UnitType => UnitType.Dimensionless;

        public string Legend => "Rows of enrollments for a second of wall time";

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase) =>
            summary[benchmarkCase]?.ResultStatistics is { } statistics
                ? ((int)benchmarkCase.Parameters[nameof(Enrollments)] / (statistics.Median / 1e9)).ToString("N0", System.Globalization.CultureInfo.InvariantCulture)
                : "-";

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

        public bool IsAvailable(Summary summary) => true;

        public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;
    }
}
