using System.Text;
using Conduit.Planning;
using Conduit.Records;

namespace Conduit.Transactions;

/// <summary>
/// What many changes have in common: kind, action, file, feed, and which values they hold. It is written once, and each change
/// that has it is a line of values alone.
/// </summary>
internal readonly record struct ChangeShape(RecordKind Kind, ChangeAction Action, ShapePart Parts, ulong Same, ulong Was, ulong Now)
{
    private const char Separator = '\u001F';

    private static readonly RecordField[][] KeyFields =
    [
        [UserFields.IdNumber],
        [CourseFields.IdNumber],
        [EnrollmentFields.CourseIdNumber, EnrollmentFields.UserIdNumber],
        [GroupFields.CourseIdNumber, GroupFields.Name],
        [GroupMemberFields.CourseIdNumber, GroupMemberFields.Group, GroupMemberFields.UserIdNumber],
        [CohortFields.IdNumber],
        [CohortMemberFields.Cohort, CohortMemberFields.UserIdNumber],
        [RoleAssignmentFields.UserIdNumber, RoleAssignmentFields.Role, RoleAssignmentFields.Context, RoleAssignmentFields.Instance],
    ];

    /// <summary>The names of custom fields, each with the digit of its side before and a separator behind.</summary>
    public string Custom { get; init; } = "";

    /// <summary>The names of the changed fields, with separators between them.</summary>
    public string Fields { get; init; } = "";

    public string? File { get; init; }

    public string? Feed { get; init; }

    public string? Reason { get; init; }

    /// <summary>The fields that make the key of a record of a kind where it has no <see cref="ShapePart.Key"/>.</summary>
    public static IReadOnlyList<RecordField> KeyOf(RecordKind kind) => KeyFields[(int)kind];

    /// <summary>The shape of a change.</summary>
    public static ChangeShape Of(Change change)
    {
        ulong before = change.Before?.Stated.Bits ?? 0, after = change.After?.Stated.Bits ?? 0;
        ulong same = change.Before is null ? after : change.After is null ? before : SameFields(change.Before, change.After);
        return new ChangeShape(change.Kind, change.Action, PartsOf(change), same, before & ~same, after & ~same)
        {
            Custom = CustomOf(change),
            Fields = change.Action == ChangeAction.Create || change.ChangedFields.IsEmpty ? "" : string.Join(Separator, change.ChangedFields),
            File = change.Origin?.File,
            Feed = change.Supports.Count == 1 ? change.Supports[0].Feed : null,
            Reason = change.Reason,
        };
    }

    /// <summary>The columns of a change's line, in order.</summary>
    public ShapeColumn[] Columns()
    {
        var columns = new List<ShapeColumn>();
        Add(columns, ShapePart.Key);
        Add(columns, ShapePart.KeyAfter);
        Add(columns, ShapePart.LmsId);
        AddFields(columns, Same, ShapeSide.Both);
        AddFields(columns, Was, ShapeSide.Before);
        AddFields(columns, Now, ShapeSide.After);
        foreach (string custom in Custom.Split(Separator, StringSplitOptions.RemoveEmptyEntries))
            columns.Add(ShapeColumn.Of(custom[1..], (ShapeSide)(custom[0] - '0')));
        Add(columns, ShapePart.Line);
        Add(columns, ShapePart.Column);
        Add(columns, ShapePart.Row);
        Add(columns, ShapePart.Rows);
        return [.. columns];
    }

    private static ShapePart PartsOf(Change change)
    {
        ShapePart parts = KeyIsTold(change) ? ShapePart.Value : ShapePart.Key;
        if (change.KeyAfter.Value is not null && change.KeyAfter != change.Key)
            parts |= ShapePart.KeyAfter;
        if (change.LmsId is not null)
            parts |= ShapePart.LmsId;
        if (change.Origin is { Line: not 0 } origin)
            parts |= origin.Column == 0 ? ShapePart.Line : ShapePart.Line | ShapePart.Column;
        return parts | change.Supports.Count switch { 0 => ShapePart.Value, 1 => ShapePart.Row, _ => ShapePart.Rows };
    }

    // Whether the values put together are the key.
    private static bool KeyIsTold(Change change)
    {
        RosterRecord record = (change.Before ?? change.After)!;
        ReadOnlySpan<char> left = change.Key.Value;
        RecordField[] fields = KeyFields[(int)change.Kind];
        for (int i = 0; i < fields.Length; i++)
        {
            if (i > 0 && (left.IsEmpty || left[0] != Separator))
                return false;
            left = i > 0 ? left[1..] : left;
            if (record[fields[i]].AsText() is not { } text || !left.StartsWith(text, StringComparison.Ordinal))
                return false;
            left = left[text.Length..];
        }
        return left.IsEmpty;
    }

    private static ulong SameFields(RosterRecord before, RosterRecord after)
    {
        ulong same = 0;
        foreach (RecordField field in new FieldSet(before.Kind, before.Stated.Bits & after.Stated.Bits))
        {
            if (before[field].Equals(after[field]))
                same |= 1UL << field.Ordinal;
        }
        return same;
    }

    private static string CustomOf(Change change)
    {
        if ((change.Before?.Custom.Count ?? 0) + (change.After?.Custom.Count ?? 0) == 0)
            return "";
        var names = new StringBuilder();
        bool oneSided = change.Before is null || change.After is null;
        foreach ((string name, string value) in change.Before?.Custom ?? CustomFields.None)
            Name(oneSided || Holds(change.After!, name, value) ? ShapeSide.Both : ShapeSide.Before, name);
        foreach ((string name, string value) in change.After?.Custom ?? CustomFields.None)
        {
            if (oneSided || !Holds(change.Before!, name, value))
                Name(oneSided ? ShapeSide.Both : ShapeSide.After, name);
        }
        return names.ToString();

        void Name(ShapeSide side, string name) => names.Append((char)('0' + (int)side)).Append(name).Append(Separator);
    }

    private static bool Holds(RosterRecord record, string name, string value) =>
        record.Custom.Any(c => string.Equals(c.Key, name, StringComparison.Ordinal) && c.Value == value);

    private void Add(List<ShapeColumn> columns, ShapePart part)
    {
        if (Parts.HasFlag(part))
            columns.Add(ShapeColumn.Of(part));
    }

    private void AddFields(List<ShapeColumn> columns, ulong bits, ShapeSide side)
    {
        foreach (RecordField field in new FieldSet(Kind, bits))
            columns.Add(ShapeColumn.Of(field, side));
    }
}
