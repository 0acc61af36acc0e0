using System.Globalization;
using Conduit.Mapping;
using Conduit.Planning;
using Conduit.Reconciliation;
using Conduit.Records;

namespace Conduit;

/// <summary>Reads the policies and guards of a configuration.</summary>
internal sealed class ConfigurationPolicyReader(ConfigurationReader reader, ConfigurationErrors errors)
{
    /// <summary>What a policy may say.</summary>
    public static readonly string[] PolicyProperties = ["removal", "match", "ownership"];

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
            reader.CheckNames(policy, PolicyProperties, "A policy");
            policies = policies.With(kind, policies[kind] with { Match = ReadMatch(kind, policy["match"]), Ownership = ReadOwnership(kind, policy["ownership"]) });
            if (reader.Text(policy, "removal") is { } removal && reader.Word<RemovalAction>(policy["removal"]!, removal, "removal") is { } action)
                policies = policies.With(kind, policies[kind] with { Removal = action });
        }
        return policies;
    }

    private List<MatchKey>? ReadMatch(RecordKind kind, ConfigNode? node)
    {
        if (node is null)
            return null;
        if (!node.IsArray)
        {
            errors.Add(MapErrorCodes.ValueInvalid, node.Offset, "'match' is a list of fields in square brackets: [\"idnumber\", \"email\"].");
            return null;
        }
        int before = errors.Count;
        var keys = new List<MatchKey>();
        foreach (ConfigNode item in node.Items)
        {
            if (ReadKey(kind, item) is { } key)
                keys.Add(key);
        }
        if (errors.Count > before)
            return null;
        if (MatchKey.Check(kind, keys) is not { } mistake)
            return keys;
        errors.Add(MapErrorCodes.ValueInvalid, node.Offset, mistake);
        return null;
    }

    private MatchKey? ReadKey(RecordKind kind, ConfigNode item)
    {
        if (item.IsText)
            return Field(kind, item.Text, item.Offset) is { } plain ? MatchKey.Of(plain) : null;
        if (!item.IsObject)
        {
            errors.Add(MapErrorCodes.ValueInvalid, item.Offset, "A key is the name of a field, or an object: { \"field\": \"idnumber\", \"case\": \"ignore\" }.");
            return null;
        }
        reader.CheckNames(item, ["field", "case"], "A key");
        if (reader.Text(item, "field") is not { } name)
        {
            if (item["field"] is null)
                errors.Add(MapErrorCodes.PropertyMissing, item.Offset, "The key does not say which field it is; add \"field\".");
            return null;
        }
        if (Field(kind, name, item["field"]!.Offset) is not { } field)
            return null;
        switch (reader.Text(item, "case"))
        {
            case null:
                return MatchKey.Of(field);
            case "ignore":
                return new MatchKey(field, IgnoresCase: true);
            case "exact":
                return new MatchKey(field, IgnoresCase: false);
            default:
                errors.Add(MapErrorCodes.ValueInvalid, item["case"]!.Offset, "'case' is \"ignore\" or \"exact\".");
                return null;
        }
    }

    private FieldOwnership ReadOwnership(RecordKind kind, ConfigNode? node)
    {
        FieldOwnership ownership = FieldOwnership.OfSource;
        if (node is { IsObject: true })
            reader.CheckDuplicates(node);
        foreach (ConfigProperty property in reader.Properties(node, "ownership"))
        {
            OwnershipRule? rule = OwnershipRules.Parse(property.Value.Text);
            if (rule is null || !property.Value.IsText)
                errors.Add(MapErrorCodes.ValueInvalid, property.Value.Offset, "An ownership is one of \"always\", \"on-create\", \"if-empty\", \"never\".");
            else if (Headings.CustomName(kind, property.Name) is { } custom)
                ownership = ownership.WithCustom(custom, rule.Value);
            else if (Field(kind, property.Name, property.Offset) is not { } field)
                continue;
            else if (FieldOwnership.Check(field) is { } mistake)
                errors.Add(MapErrorCodes.ValueInvalid, property.Offset, mistake);
            else
                ownership = ownership.With(field, rule.Value);
        }
        return ownership;
    }

    private RecordField? Field(RecordKind kind, string name, int offset)
    {
        if (new MapDraft(kind).FindTarget(name, out MapError? error) is { } target)
        {
            if (target.Field is { } field)
                return field;
            error = new MapError(MapErrorCodes.ValueInvalid, $"'{name}' is a custom field, which nothing can be matched by.");
        }
        errors.Add(error!.Code, offset, error.Message);
        return null;
    }

    private SyncPolicies ReadGuards(ConfigNode? node, SyncPolicies policies)
    {
        foreach ((RecordKind kind, ConfigNode guard) in ByKind(node, "guards"))
        {
            if (guard is { IsText: true, Text: "off" })
                policies = policies.With(kind, policies[kind] with { Guard = ChangeGuard.Off });
            else if (!guard.IsObject)
                errors.Add(MapErrorCodes.ValueInvalid, guard.Offset, "A guard is an object, { \"percent\": 10, \"count\": 20 }, or \"off\".");
            else
                policies = policies.With(kind, policies[kind] with { Guard = ReadGuard(guard, "renames"), RenameGuard = ReadRenameGuard(guard["renames"]) });
        }
        return policies;
    }

    private ChangeGuard ReadRenameGuard(ConfigNode? node)
    {
        switch (node)
        {
            case null:
                return ChangeGuard.Default;
            case { IsText: true, Text: "off" }:
                return ChangeGuard.Off;
            case { IsObject: true }:
                return ReadGuard(node);
            default:
                errors.Add(MapErrorCodes.ValueInvalid, node.Offset, "The guard of renames is an object, { \"percent\": 10, \"count\": 20 }, or \"off\".");
                return ChangeGuard.Default;
        }
    }

    private ChangeGuard ReadGuard(ConfigNode node, string? alsoAllowed = null)
    {
        reader.CheckNames(node, ["percent", "count"], "A guard", alsoAllowed);
        ChangeGuard guard = ChangeGuard.Default;
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
