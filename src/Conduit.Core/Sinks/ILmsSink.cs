using Conduit.Planning;

namespace Conduit.Sinks;

/// <summary>
/// An LMS. Three methods: what it can do, what it holds, and apply this. The engine chunks, partitions, retries and backs
/// off; a sink may split a batch as its protocol forces it, and never sleeps.
/// </summary>
public interface ILmsSink
{
    /// <summary>Tells what the LMS can do. Asked once for each plan and each run; a good place to prove that the LMS can be reached.</summary>
    /// <exception cref="SinkUnavailableException">The LMS cannot be reached or used.</exception>
    ValueTask<SinkCapabilities> DescribeAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads records. The stream's last item is <see cref="LmsItem.End"/>, which says how complete it was; a stream that
    /// stops without it counts as cut. Nothing that the query does not ask for is given.
    /// </summary>
    /// <exception cref="SinkUnavailableException">The LMS cannot be reached or used.</exception>
    IAsyncEnumerable<LmsItem> ReadAsync(LmsQuery query, CancellationToken cancellationToken = default);

    /// <summary>
    /// Applies changes of one kind and gives one result for each, in any order. Must be safe to repeat: a change whose
    /// effect is there already is <see cref="ChangeOutcome.Applied"/>. Faults of single changes are results, not exceptions;
    /// an exception means that the outcome of the whole batch is unknown.
    /// </summary>
    /// <exception cref="SinkUnavailableException">The LMS cannot be reached or used; nothing of the batch was applied.</exception>
    ValueTask<IReadOnlyList<ChangeResult>> ApplyAsync(ChangeBatch batch, CancellationToken cancellationToken = default);
}
