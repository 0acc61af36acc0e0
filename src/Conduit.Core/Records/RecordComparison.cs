using System.Collections.Immutable;

namespace Conduit.Records;

/// <summary>The one comparison: what a source states against what the LMS is known to hold.</summary>
internal static class RecordComparison
{
    public static bool SameValue(RecordField field, FieldValue left, FieldValue right)
    {
        if (left.Equals(right))
            return true;
        return field.Is(FieldTraits.FoldsCase) && string.Equals(left.AsText(), right.AsText(), StringComparison.OrdinalIgnoreCase)
            && left.AsText() is not null;
    }

    /// <summary>The names of the fields in which a known record differs from what is stated. References are never compared.</summary>
    public static ImmutableArray<string> Differences(RosterRecord known, RosterRecord stated)
    {
        ImmutableArray<string>.Builder? names = null;
        foreach (RecordField field in stated.Stated)
        {
            if (!field.Is(FieldTraits.Reference) && !SameValue(field, known[field], stated[field]))
                (names ??= ImmutableArray.CreateBuilder<string>()).Add(field.Name);
        }
        foreach ((string name, string value) in stated.Custom)
        {
            if ((known.Custom[name] ?? "") != value)
                (names ??= ImmutableArray.CreateBuilder<string>()).Add(RecordFields.CustomPrefix + name);
        }
        return names?.ToImmutable() ?? [];
    }

    /// <summary>Whether two records hold the same, where not stated and empty are the same.</summary>
    public static bool SameContent(RosterRecord left, RosterRecord right)
    {
        foreach (RecordField field in RecordFields.Of(left.Kind))
        {
            if (!left[field].Equals(right[field]))
                return false;
        }
        return left.Custom.All(c => c.Value == (right.Custom[c.Key] ?? "")) && right.Custom.All(c => c.Value == (left.Custom[c.Key] ?? ""));
    }

    /// <summary>A known record with what is stated laid over it. The references stay as the LMS knows them.</summary>
    public static RosterRecord Overlay(RosterRecord known, RosterRecord stated)
    {
        RosterRecord after = known.Copy();
        foreach (RecordField field in stated.Stated)
        {
            if (!field.Is(FieldTraits.Reference) || !known.Stated.Contains(field))
                after.Set(field, stated[field]);
        }
        after.SetCustom(known.Custom.With(stated.Custom));
        return after;
    }
}
