using Conduit.Mapping;
using Conduit.Records;

namespace Conduit;

/// <summary>The columns of a file, as far as their headings tell what they are for one kind.</summary>
internal sealed class DraftColumns
{
    public DraftColumns(RecordKind kind, IReadOnlyList<string> headings)
    {
        foreach (string heading in headings)
        {
            if (string.IsNullOrWhiteSpace(heading))
                continue;
            if (Headings.IsPassword(heading))
                Notes.Add($"'{heading}' looks like a column of passwords and is never read");
            else if (Headings.IsAction(heading))
                Action ??= heading;
            else if (Headings.Find(kind, heading) is not { } target)
                Unknown.Add(heading);
            else if (Fields.Find(field => field.Target.Name.Equals(target.Name, StringComparison.OrdinalIgnoreCase)) is { Heading: { } first })
                Notes.Add($"'{heading}' means {target.Name} too; '{first}' is taken");
            else
                Fields.Add((target, heading));
        }
        MissingKey = KeyFields.Missing(kind, field => Fields.Exists(known => known.Target.Field == field));
    }

    /// <summary>What is bound, in the order of the file.</summary>
    public List<(HeadingTarget Target, string Heading)> Fields { get; } = [];

    /// <summary>How many of the bound columns are called as the field is, and not by a synonym.</summary>
    public int OwnNames => Fields.Count(bound => Headings.Normalize(bound.Heading) == Headings.Normalize(bound.Target.Name));

    /// <summary>The columns that mean nothing known.</summary>
    public List<string> Unknown { get; } = [];

    /// <summary>What else there is to say.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>The column of actions.</summary>
    public string? Action { get; }

    /// <summary>What the key lacks; null when it is whole.</summary>
    public string? MissingKey { get; }
}
