using System.Globalization;
using Conduit.Mapping;
using Conduit.Planning;
using Conduit.Reconciliation;
using Conduit.Records;

namespace Conduit;

/// <summary>Reads the policies and guards of a configuration.</summary>
internal sealed class ConfigurationPolicyReader(ConfigurationReader reader, ConfigurationErrors errors)
{
    public SyncPolicies Read(ConfigNode root) => ReadGuards(root["guards"], ReadPolicies(root["policies"]));

    private SyncPolicies ReadPolicies(ConfigNode? node)
    {
        SyncPolicies policies = SyncPolicies.Default;
        foreach ((RecordKind kind, ConfigNode policy) in ByKind(node, "policies"))
        {
            if (!policy.IsObject)
            {
                errors.Add(MapErrorCodes.ValueInvalid, policy.Offset, "A policy is an object: { \"removal\": \"keep\" }.");
                continue;
            }
            reader.CheckNames(policy, ["removal"], "A policy");
            if (reader.Text(policy, "removal") is { } removal && reader.Word<RemovalAction>(policy["removal"]!, removal, "removal") is { } action)
                policies = policies.With(kind, policies[kind] with { Removal = action });
        }
        return policies;
    }

    private SyncPolicies ReadGuards(ConfigNode? node, SyncPolicies policies)
    {
        foreach ((RecordKind kind, ConfigNode guard) in ByKind(node, "guards"))
        {
            if (guard is { IsText: true, Text: "off" })
                policies = policies.With(kind, policies[kind] with { Guard = RemovalGuard.Off });
            else if (!guard.IsObject)
                errors.Add(MapErrorCodes.ValueInvalid, guard.Offset, "A guard is an object, { \"percent\": 10, \"count\": 20 }, or \"off\".");
            else
                policies = policies.With(kind, policies[kind] with { Guard = ReadGuard(guard) });
        }
        return policies;
    }

    private RemovalGuard ReadGuard(ConfigNode node)
    {
        reader.CheckNames(node, ["percent", "count"], "A guard");
        RemovalGuard guard = RemovalGuard.Default;
        if (node["percent"] is { } percent)
        {
            if (double.TryParse(percent.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value is >= 0 and <= 100)
                guard = guard with { Percent = value };
            else
                errors.Add(MapErrorCodes.ValueInvalid, percent.Offset, "'percent' is a number from 0 to 100.");
        }
        if (node["count"] is { } count)
        {
            if (long.TryParse(count.Text, NumberStyles.None, CultureInfo.InvariantCulture, out long value))
                guard = guard with { Count = value };
            else
                errors.Add(MapErrorCodes.ValueInvalid, count.Offset, "'count' is a whole number from 0.");
        }
        return guard;
    }

    private IEnumerable<(RecordKind Kind, ConfigNode Value)> ByKind(ConfigNode? node, string name)
    {
        if (node is { IsObject: true })
            reader.CheckDuplicates(node);
        foreach (ConfigProperty property in reader.Properties(node, name))
        {
            if (reader.Kind(property.Name, property.Offset) is { } kind)
                yield return (kind, property.Value);
        }
    }
}
