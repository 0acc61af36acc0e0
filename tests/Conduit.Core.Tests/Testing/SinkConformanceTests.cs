using System.Runtime.CompilerServices;
using Conduit.Planning;
using Conduit.Sinks;
using Conduit.Testing;
using Conduit.Tests.House;
using Conduit.Tests.Support;

namespace Conduit.Tests.Testing;

public sealed class SinkConformanceTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Cases => [.. SinkConformance.Cases];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_lms_in_memory_keeps_every_promise(string name) => (await SinkConformance.RunAsync(name, new InMemorySink())).ShouldBe(new ConformanceResult(name, ConformanceOutcome.Passed));

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_folder_keeps_every_promise(string name) => (await SinkConformance.RunAsync(name, new CsvFolderSink(_folder["lms"]))).ShouldBe(new ConformanceResult(name, ConformanceOutcome.Passed));

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_sink_of_the_manual_keeps_what_it_can(string name) =>
        (await SinkConformance.RunAsync(name, new TextFileSink(_folder["users.txt"]))).ShouldSatisfyAllConditions(r => r.Message.ShouldNotStartWith("Expected"), r => r.Outcome.ShouldNotBe(ConformanceOutcome.Failed, r.Message));

    [Fact]
    public async Task Sinks_that_break_promises_are_caught()
    {
        (await Failures(s => new BadSink(s) { ForgetsTheEnd = true })).Contains("reading-says-that-it-ended", StringComparer.Ordinal).ShouldBeTrue();
        (await Failures(s => new BadSink(s) { LosesResults = true })).Contains("one-result-for-each-change", StringComparer.Ordinal).ShouldBeTrue();
        (await Failures(s => new BadSink(s) { IgnoresChanges = true })).Contains("create-reads-back", StringComparer.Ordinal).ShouldBeTrue();
        (await Failures(s => new BadSink(s) { ForgetsTheKey = true })).ShouldBe(["look-ups-answer-with-their-key"]);
        (await Failures(s => new BadSink(s) { IgnoresCancellation = true })).ShouldBe(["cancelled-before-it-began-nothing-happens"]);
        (await Failures(s => s)).ShouldBeEmpty();
    }

    private static async Task<string[]> Failures(Func<ILmsSink, ILmsSink> wrap)
    {
        var failed = new List<string>();
        await foreach (ConformanceResult result in SinkConformance.RunAsync(() => wrap(new InMemorySink()), TestContext.Current.CancellationToken))
        {
            if (result.Outcome == ConformanceOutcome.Failed)
                failed.Add(result.Case);
        }
        return [.. failed];
    }

    private sealed class BadSink(ILmsSink inner) : ILmsSink
    {
        public bool ForgetsTheEnd { get; init; }
        public bool ForgetsTheKey { get; init; }
        public bool LosesResults { get; init; }
        public bool IgnoresChanges { get; init; }
        public bool IgnoresCancellation { get; init; }

        public ValueTask<SinkCapabilities> DescribeAsync(CancellationToken cancellationToken = default) => inner.DescribeAsync(cancellationToken);

        public async IAsyncEnumerable<LmsItem> ReadAsync(LmsQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await foreach (LmsItem item in inner.ReadAsync(query, cancellationToken))
            {
                if (item.Record is { } record && ForgetsTheKey)
                    yield return LmsItem.Of(record with { AnswerTo = null });
                else if (item.Record is not null || !ForgetsTheEnd)
                    yield return item;
            }
        }

        public async ValueTask<IReadOnlyList<ChangeResult>> ApplyAsync(ChangeBatch batch, CancellationToken cancellationToken = default)
        {
            if (IgnoresChanges)
                return [.. batch.Changes.Select(c => ChangeResult.Applied(c.Id, "1"))];
            IReadOnlyList<ChangeResult> results = await inner.ApplyAsync(batch, IgnoresCancellation ? CancellationToken.None : cancellationToken);
            return LosesResults ? [.. results.Skip(1)] : results;
        }
    }
}
