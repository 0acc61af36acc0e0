using System.Globalization;
using Conduit.Applying;
using Conduit.Planning;
using Conduit.Records;
using Conduit.Reporting;
using Conduit.Sinks;
using Conduit.State;
using Conduit.Testing;
using Conduit.Tests.Support;
using Conduit.Transactions;

namespace Conduit.Tests.Runs;

/// <summary>
/// Three days and a pruning, and in one of these steps something goes wrong: in the LMS before, in or after a batch, or in the file
/// system at any write. Run to the end afterwards, the LMS, the log and the state must say what they say when nothing went wrong.
/// CONDUIT_FAULTS sets how many faults there are.
/// </summary>
public sealed class InjectedFaultTests
{
    private const int Days = 3;

    private static readonly SinkFault[] SinkFaults = [SinkFault.Unavailable, SinkFault.FailBefore, SinkFault.FailAfter, SinkFault.FailHalfway, SinkFault.Defer, SinkFault.ForgetResults, SinkFault.CutReading];
    private static readonly FileFault[] FileFaults = [FileFault.Before, FileFault.After, FileFault.Torn, FileFault.DiskFull, FileFault.ReadOnly];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static int Faults => int.TryParse(Environment.GetEnvironmentVariable("CONDUIT_FAULTS"), NumberStyles.None, CultureInfo.InvariantCulture, out int told) ? told : 200;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whatever_goes_wrong_once_everything_is_in_the_end_as_if_it_had_not(bool inFolder)
    {
        var calm = new Outcome[Days + 1];
        var steps = new int[Days + 1];
        var calls = new int[Days + 1];
        using (var trial = new Trial(inFolder))
        {
            for (int step = 0; step <= Days; step++)
            {
                var store = new FaultyStore(FileFault.None, 0);
                int before = trial.Sink.Calls;
                await trial.StepAsync(step, store);
                calm[step] = await trial.LookAsync();
                (steps[step], calls[step]) = (store.Steps, trial.Sink.Calls - before);
            }
        }
        int felt = 0;
        for (int seed = 0; seed < Faults / 2; seed++)
        {
            var random = new Random(seed);
            int at = random.Next(Days + 1);
            bool ofSink = calls[at] > 0 && random.Next(3) == 0;
            var store = new FaultyStore(ofSink ? FileFault.None : FileFaults[random.Next(FileFaults.Length)], 1 + random.Next(steps[at]));
            SinkFault sinkFault = ofSink ? SinkFaults[random.Next(SinkFaults.Length)] : SinkFault.None;
            int call = 1 + random.Next(Math.Max(1, calls[at]));
            string what = string.Create(CultureInfo.InvariantCulture, $"seed {seed}, step {at}, {sinkFault} at call {call} of {calls[at]}, {store}");
            using var trial = new Trial(inFolder);
            for (int step = 0; step <= Days; step++)
            {
                if (step == at)
                {
                    trial.FailAt(trial.Sink.Calls + call, sinkFault);
                    await trial.TryStepAsync(step, store);
                    trial.FailAt(0, SinkFault.None);
                    felt += store.HasFailed || ofSink ? 1 : 0;
                }
                await trial.StepAsync(step, new FaultyStore(FileFault.None, 0));
            }
            Outcome end = await trial.LookAsync();
            end.Lms.ShouldBe(calm[Days].Lms, what);
            end.State.ShouldBe(calm[Days].State, what);
            end.Damaged.ShouldBe(0, what);
            end.Open.ShouldBe(0, what);
            trial.Applied.Order(StringComparer.Ordinal).ShouldBe(calm[Days].Applied.Order(StringComparer.Ordinal), what);
        }
        felt.ShouldBeGreaterThan(Faults / 2 * 9 / 10);
    }

    private sealed record Outcome(string[] Lms, string[] State, string[] Applied, int Damaged, int Open);

    /// <summary>One school, from its first day on.</summary>
    private sealed class Trial : IDisposable
    {
        private readonly TempFolder _folder = new();
        private readonly List<string> _applied = [];
        private int _failAt;
        private SinkFault _fault;

        public Trial(bool inFolder)
        {
            Inner = inFolder ? new CsvFolderSink(_folder["lms"]) : new InMemorySink { BatchSize = 9 };
            Sink = new FaultInjectingSink(Inner, (call, _) => call == _failAt ? _fault : SinkFault.None);
        }

        public FaultInjectingSink Sink { get; }

        private ILmsSink Inner { get; }

        /// <summary>Every change that the log called applied before it was pruned.</summary>
        public IReadOnlyList<string> Applied => _applied;

        private FileTransactionLog Log => new(_folder["data"]) { LargestSegment = 6000, SmallestSegment = 1500 };

        public void FailAt(int call, SinkFault fault) => (_failAt, _fault) = (call, fault);

        /// <summary>Does a step to its end, in as many runs as it takes.</summary>
        public async Task StepAsync(int step, FaultyStore store)
        {
            for (int attempt = 1; !await RunAsync(step, store); attempt++)
                attempt.ShouldBeLessThan(4, "The step never comes to its end.");
        }

        public async Task TryStepAsync(int step, FaultyStore store)
        {
            try
            {
                await RunAsync(step, store);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SinkUnavailableException)
            {
                // As a host would: it is told, and the next run goes on from there.
            }
        }

        public async Task<Outcome> LookAsync()
        {
            var lms = new List<string>();
            foreach (RecordKind kind in RecordKinds.InOrder)
            {
                await foreach (LmsItem item in Inner.ReadAsync(new LmsQuery(kind), Token))
                {
                    if (item.Record is { } record)
                        lms.Add(World.Describe(record.Record));
                }
            }
            var state = new List<string>();
            using (KnownState known = KnownState.Open(_folder["data"]))
            {
                foreach (RecordKind kind in RecordKinds.InOrder)
                {
                    for (int at = 0; at < known[kind].Count; at++)
                    {
                        KnownRecord record = known.Read(kind, at);
                        state.Add($"{record.Key} {record.Flags} {record.Source} {string.Join(',', record.Supports.Select(s => s.Feed))} {World.Describe(Unreferring(record.Values))}");
                    }
                }
            }
            int damaged = 0;
            var open = new HashSet<ChangeId>();
            foreach (TransactionEntry entry in Log.Read())
            {
                damaged += entry is DamagedEntry ? 1 : 0;
                if (entry is IntentEntry intent)
                    open.Add(intent.Change.Id);
                else if (entry is OutcomeEntry outcome)
                    open.ExceptWith(outcome.Results.Where(r => r.Outcome != ChangeOutcome.Unknown).Select(r => r.Id));
            }
            return new Outcome([.. lms.Order(StringComparer.Ordinal)], [.. state.Order(StringComparer.Ordinal)], [.. _applied], damaged, open.Count);
        }

        public void Dispose() => _folder.Dispose();

        // The file system holds for this flow of work, and the caller has his own again when it returns.
        private async Task<bool> RunAsync(int step, FaultyStore store)
        {
            store.Use();
            if (step == Days)
            {
                ReadApplied();
                await RosterSync.PruneAsync(Log, new LogRetention { Runs = 1 }, cancellationToken: Token);
                return true;
            }
            Roster(step);
            var sync = new RosterSync
            {
                Source = Conduit.Sources.CsvRecordSource.FromFolder(_folder["export"]),
                Sink = Sink,
                Log = Log,
                Options = new SyncOptions { Apply = new ApplyOptions { Attempts = 2, FirstWait = TimeSpan.Zero, LongestWait = TimeSpan.Zero } },
            };
            SyncPlan plan = await sync.PlanAsync(cancellationToken: Token);
            if (!plan.IsApplicable)
                return false;
            SyncReport report = await sync.ApplyAsync(plan, cancellationToken: Token);
            return report.IsComplete;
        }

        private void ReadApplied()
        {
            if (_applied.Count > 0)
                return;
            var intents = new Dictionary<ChangeId, Change>();
            foreach (TransactionEntry entry in Log.Read())
            {
                if (entry is IntentEntry intent)
                    intents[intent.Change.Id] = intent.Change;
                else if (entry is OutcomeEntry outcome)
                    _applied.AddRange(outcome.Results.Where(r => r.Outcome == ChangeOutcome.Applied).Select(r => Describe(intents[r.Id])));
            }
        }

        // What a record refers to is in its key; who reads it back from the LMS learns other names for the same.
        private static RosterRecord Unreferring(RosterRecord record) =>
            record.Stated.Where(f => f.Is(FieldTraits.Reference)).Aggregate(record, (left, field) => left.Without(field));

        private static string Describe(Change change) => $"{change.Action.Name()} {change.Key} {(change.After is null ? "" : World.Describe(Unreferring(change.After)))}";

        // Day by day people come, change, move and go.
        private void Roster(int day)
        {
            int[] people = [.. Enumerable.Range(1, 24).Where(i => day == 0 || i % 6 != day)];
            _folder.Write(Path.Combine("export", "users.csv"), Lines("idnumber,username,city", people.Select(i => $"{i},u{(i % 7 == 1 ? i + (100 * day) : i)},{(i % 4 == day ? "Rome" : "Oslo")}")));
            _folder.Write(Path.Combine("export", "courses.csv"), Lines("idnumber,shortname", ["C1,c1", "C2,c2", $"C3,c3-{day / 2}"]));
            _folder.Write(Path.Combine("export", "enrollments.csv"), Lines("course_idnumber,user_idnumber,role", people.Select(i => $"C{1 + ((i + (i % 5 == 0 ? day : 0)) % 3)},{i},{(i % 8 == day ? "teacher" : "student")}")));
            _folder.Write(Path.Combine("export", "cohorts.csv"), Lines("idnumber,name", ["K1,First"]));
            _folder.Write(Path.Combine("export", "cohort_members.csv"), Lines("cohort,user_idnumber", people.Where(i => i % 3 == 0).Select(i => $"K1,{i}")));
        }

        private static string Lines(string head, IEnumerable<string> rows) => string.Concat(rows.Prepend(head).Select(l => l + "\n"));
    }
}
