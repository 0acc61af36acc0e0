using System.Runtime.CompilerServices;
using Conduit.Planning;
using Conduit.Sinks;

namespace Conduit.Testing;

/// <summary>Puts faults in front of another sink, so that a test can see what a host does when its LMS misbehaves.</summary>
/// <param name="inner">The sink.</param>
/// <param name="fault">Asked before each call, with its number from 1 and, for changes, the batch: what shall go wrong.</param>
public sealed class FaultInjectingSink(ILmsSink inner, Func<int, ChangeBatch?, SinkFault> fault) : ILmsSink
{
    private int _calls;

    /// <summary>Calls so far: readings and batches.</summary>
    public int Calls => _calls;

    /// <inheritdoc />
    public ValueTask<SinkCapabilities> DescribeAsync(CancellationToken cancellationToken = default) => inner.DescribeAsync(cancellationToken);

    /// <inheritdoc />
    public async IAsyncEnumerable<LmsItem> ReadAsync(LmsQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        SinkFault now = fault(Interlocked.Increment(ref _calls), null);
        if (now == SinkFault.Unavailable)
            throw new SinkUnavailableException("The LMS cannot be reached.");
        if (now is SinkFault.FailBefore or SinkFault.FailAfter)
            throw new IOException("The connection broke.");
        int given = 0;
        await foreach (LmsItem item in inner.ReadAsync(query, cancellationToken).ConfigureAwait(false))
        {
            if (now == SinkFault.CutReading && (item.Record is null || given++ >= 1))
                yield break;
            yield return item;
        }
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<ChangeResult>> ApplyAsync(ChangeBatch batch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        SinkFault now = fault(Interlocked.Increment(ref _calls), batch);
        switch (now)
        {
            case SinkFault.Unavailable:
                throw new SinkUnavailableException("The LMS cannot be reached.");
            case SinkFault.FailBefore:
                throw new IOException("The connection broke.");
            case SinkFault.Defer:
                return [.. batch.Changes.Select(c => ChangeResult.Deferred(c.Id, "busy", "The LMS is busy."))];
            case SinkFault.Refuse:
                return [.. batch.Changes.Select(c => ChangeResult.Refused(c.Id, "refused", "The LMS refuses."))];
            case SinkFault.FailHalfway:
                await inner.ApplyAsync(batch with { Changes = [.. batch.Changes.Take(batch.Changes.Count / 2)] }, cancellationToken).ConfigureAwait(false);
                throw new IOException("The connection broke.");
        }
        IReadOnlyList<ChangeResult> results = await inner.ApplyAsync(batch, cancellationToken).ConfigureAwait(false);
        return now switch
        {
            SinkFault.FailAfter => throw new IOException("The connection broke."),
            SinkFault.ForgetResults => [.. results.Where((_, i) => i % 2 == 0)],
            _ => results,
        };
    }
}
