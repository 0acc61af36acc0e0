using Conduit.Sinks;
using Conduit.Sources;
using Conduit.Transactions;
using Conduit.Validation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Conduit;

/// <summary>Registers Conduit in a host's container.</summary>
public static class ServiceRegistration
{
    /// <summary>
    /// Registers a <see cref="RosterSync"/> made of the <see cref="IRecordSource"/>, <see cref="ILmsSink"/> and
    /// <see cref="ITransactionLog"/> that the host registers, with <see cref="SyncOptions"/> and <see cref="RecordRules"/> where it registers them.
    /// </summary>
    public static IServiceCollection AddConduit(this IServiceCollection services, SyncOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(options ?? new SyncOptions());
        services.TryAddSingleton(RecordRules.Default);
        services.TryAddTransient(provider => new RosterSync
        {
            Source = provider.GetRequiredService<IRecordSource>(),
            Sink = provider.GetRequiredService<ILmsSink>(),
            Log = provider.GetRequiredService<ITransactionLog>(),
            Options = provider.GetRequiredService<SyncOptions>(),
            Rules = provider.GetRequiredService<RecordRules>(),
        });
        return services;
    }
}
