using Conduit.Planning;
using Conduit.Reconciliation;
using Conduit.Records;
using Conduit.Sinks;
using Conduit.Sources;
using Conduit.Transactions;

namespace Conduit.Benchmarks.Child;

/// <summary>Conduit: a plan against the stored state, written to a file in the data folder.</summary>
internal static class Planning
{
    /// <summary>Applies the first day, so that there is a state to plan against.</summary>
    public static async Task<Changes> PrepareAsync(string data, string lms, string input)
    {
        RosterSync sync = Sync(data, lms, input);
        SyncPlan plan = await sync.PlanAsync();
        await sync.ApplyAsync(plan);
        return Count(plan);
    }

    public static async Task<Changes> PlanAsync(string data, string lms, string input)
    {
        // Some inputs hold enrollments alone.
        SyncPlan plan = await Sync(data, lms, input).PlanAsync(new PlanRequest { ForgetFeeds = ["users", "courses"] });
        if (plan.Blockers.Count > 0)
            throw new InvalidOperationException(plan.Blockers[0].Message);
        return Count(plan);
    }

    private static RosterSync Sync(string data, string lms, string input) => new()
    {
        Source = CsvRecordSource.FromFolder(input),
        Sink = new CsvFolderSink(lms),
        Log = new FileTransactionLog(data),
    };

    private static Changes Count(SyncPlan plan)
    {
        KindSummary enrollments = plan.Summary[RecordKind.Enrollment];
        return new Changes(enrollments[ChangeAction.Create], enrollments[ChangeAction.Update], enrollments.Removals, enrollments.Unchanged);
    }
}
