using System.Text.Json;
using Conduit.Reconciliation;
using Conduit.Records;

namespace Conduit;

/// <summary>Writes the policies and guards of a configuration, as far as they are not the default ones.</summary>
internal static class ConfigurationPolicyWriter
{
    public static void Write(Utf8JsonWriter json, SyncPolicies policies)
    {
        WriteByKind(json, "policies", kind => HasPolicy(policies[kind], SyncPolicies.Default[kind]), kind => WritePolicy(json, policies[kind], SyncPolicies.Default[kind]));
        WriteByKind(json, "guards", kind => policies[kind].Guard != ChangeGuard.Default || policies[kind].RenameGuard != ChangeGuard.Default, kind => WriteGuards(json, policies[kind]));
    }

    private static void WriteByKind(Utf8JsonWriter json, string name, Func<RecordKind, bool> has, Action<RecordKind> write)
    {
        RecordKind[] kinds = [.. RecordKinds.InOrder.Where(has)];
        if (kinds.Length == 0)
            return;
        json.WriteStartObject(name);
        foreach (RecordKind kind in kinds)
        {
            json.WritePropertyName(kind.Name());
            write(kind);
        }
        json.WriteEndObject();
    }

    private static bool HasPolicy(KindPolicy policy, KindPolicy usual) => policy.Removal != usual.Removal || policy.Match is not null || policy.Ownership.Rules.Count > 0;

    private static void WritePolicy(Utf8JsonWriter json, KindPolicy policy, KindPolicy usual)
    {
        json.WriteStartObject();
        if (policy.Removal != usual.Removal)
            json.WriteString("removal", policy.Removal.ToString().ToLowerInvariant());
        if (policy.Match is { } keys)
        {
            json.WriteStartArray("match");
            foreach (MatchKey key in keys)
                WriteKey(json, key);
            json.WriteEndArray();
        }
        if (policy.Ownership.Rules.Count > 0)
        {
            json.WriteStartObject("ownership");
            foreach ((string field, OwnershipRule rule) in policy.Ownership.Rules)
                json.WriteString(field, rule.Word());
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteKey(Utf8JsonWriter json, MatchKey key)
    {
        if (key == MatchKey.Of(key.Field))
        {
            json.WriteStringValue(key.Field.Name);
            return;
        }
        json.WriteStartObject();
        json.WriteString("field", key.Field.Name);
        json.WriteString("case", key.IgnoresCase ? "ignore" : "exact");
        json.WriteEndObject();
    }

    private static void WriteGuards(Utf8JsonWriter json, KindPolicy policy)
    {
        if (policy.Guard == ChangeGuard.Off && policy.RenameGuard == ChangeGuard.Default)
        {
            json.WriteStringValue("off");
            return;
        }
        json.WriteStartObject();
        WriteLimits(json, policy.Guard);
        if (policy.RenameGuard == ChangeGuard.Off)
        {
            json.WriteString("renames", "off");
        }
        else if (policy.RenameGuard != ChangeGuard.Default)
        {
            json.WriteStartObject("renames");
            WriteLimits(json, policy.RenameGuard);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteLimits(Utf8JsonWriter json, ChangeGuard guard)
    {
        json.WriteNumber("percent", guard.Percent);
        json.WriteNumber("count", guard.Count);
    }
}
