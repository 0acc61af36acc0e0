namespace Conduit.Tests.Support;

/// <summary>Tests that count what the whole process allocates: a plan goes on on whichever thread is free. Nothing else runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
