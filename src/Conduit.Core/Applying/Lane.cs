using Conduit.Planning;

namespace Conduit.Applying;

/// <summary>One of the queues that run side by side: a batch that is being filled and a batch that is under way.</summary>
internal sealed class Lane
{
    public List<Change> Filling { get; set; } = [];

    public Task UnderWay { get; set; } = Task.CompletedTask;
}
