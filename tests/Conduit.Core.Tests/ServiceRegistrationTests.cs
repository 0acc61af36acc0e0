using Conduit.Planning;
using Conduit.Sinks;
using Conduit.Sources;
using Conduit.Testing;
using Conduit.Tests.Support;
using Conduit.Transactions;
using Microsoft.Extensions.DependencyInjection;

namespace Conduit.Tests;

public sealed class ServiceRegistrationTests
{
    [Fact]
    public async Task A_container_gives_a_sync_that_works_and_tells_how_far_it_is()
    {
        using var folder = new TempFolder();
        folder.Write("export/users.csv", "username,idnumber\nada,1\n");
        var options = new SyncOptions { RefreshAfter = TimeSpan.Zero };
        await using ServiceProvider services = new ServiceCollection()
            .AddSingleton<IRecordSource>(CsvRecordSource.FromFolder(folder["export"]))
            .AddSingleton<ILmsSink, InMemorySink>()
            .AddSingleton<ITransactionLog>(new FileTransactionLog(folder["data"]))
            .AddConduit(options)
            .BuildServiceProvider();
        RosterSync sync = services.GetRequiredService<RosterSync>();
        sync.Options.ShouldBeSameAs(options);
        var phases = new Phases();
        SyncPlan plan = await sync.PlanAsync(progress: phases, cancellationToken: TestContext.Current.CancellationToken);
        (await sync.ApplyAsync(plan, phases, TestContext.Current.CancellationToken)).Applied.ShouldBe(1);
        phases.Seen.ShouldBe([SyncPhase.Recovering, SyncPhase.Planning, SyncPhase.Applying, SyncPhase.Saving], ignoreOrder: true);
    }

    private sealed class Phases : IProgress<SyncProgress>
    {
        public HashSet<SyncPhase> Seen { get; } = [];
        public void Report(SyncProgress value) => Seen.Add(value.Phase);
    }
}
