using Conduit.Records;

namespace Conduit.Mapping;

/// <summary>Reads text as what a field is.</summary>
internal static class ValueReader
{
    /// <summary>Counts the changes of what this class understands; part of the version of every map.</summary>
    public const string Version = "values/1";

    private static readonly System.Buffers.SearchValues<char> Controls = System.Buffers.SearchValues.Create(
        [.. Enumerable.Range(0, 32).Where(c => c is not ('\t' or '\n' or '\r')).Concat(Enumerable.Range(0x7F, 0x21)).Select(c => (char)c)]);

    /// <summary>Reads a value that is not blank.</summary>
    /// <param name="target">The field.</param>
    /// <param name="text">The text.</param>
    /// <param name="zone">The zone of dates that name none.</param>
    /// <param name="value">The value.</param>
    /// <returns>Null, or what to write instead: the end of a sentence.</returns>
    public static string? TryRead(HeadingTarget target, string text, TimeZoneInfo zone, out FieldValue value)
    {
        value = default;
        RecordField field = target.Field!;
        switch (field.Type)
        {
            case FieldType.Flag:
                if (ReadFlag(field, target.Sense, text.Trim().ToLowerInvariant()) is not { } flag)
                    return FlagWords(field, target.Sense);
                value = FieldValue.Of(flag);
                return null;
            case FieldType.Status:
                EnrollmentStatus? status = ReadStatus(text.Trim().ToLowerInvariant());
                value = FieldValue.Of(status);
                return status is null ? "write active or suspended (or 0 for active and 1 for suspended)" : null;
            case FieldType.Date:
                if (!DateReader.TryRead(text.AsSpan().Trim(), zone, field.Is(FieldTraits.EndOfDay), out DateTimeOffset? date))
                    return DateReader.Known;
                value = FieldValue.Of(date);
                return null;
            case FieldType.Roles:
                if (HasControls(text))
                    return "take the control characters out";
                value = FieldValue.Of(RoleSet.Of(text.Split([',', ';', '|'])));
                return value.IsEmpty ? "write role names with commas between them" : null;
            default:
                return TryReadText(field, text, out value);
        }
    }

    /// <summary>Whether a text holds characters that no key can hold: control characters other than tab and line ends.</summary>
    public static bool HasControls(string text) => text.AsSpan().ContainsAny(Controls);

    private static string? TryReadText(RecordField field, string text, out FieldValue value)
    {
        value = default;
        string plain = IsIdentifier(field) ? text.Trim() : text;
        if (KeyFields.IsKey(field) && HasControls(plain))
            return "take the control characters out";
        if (field == RoleAssignmentFields.Context)
        {
            if (ReadContext(plain.ToLowerInvariant()) is not { } context)
                return "write system, category, course or user";
            plain = context;
        }
        else if (field.Is(FieldTraits.FoldsCase))
        {
            plain = plain.ToLowerInvariant();
        }
        else if (field == UserFields.Country && plain.Length == 2)
        {
            plain = plain.ToUpperInvariant();
        }
        value = FieldValue.Of(plain);
        return null;
    }

    /// <summary>Whether blanks around the value are slips and no part of it: keys, references and codes. Text for people is kept as it stands.</summary>
    private static bool IsIdentifier(RecordField field) =>
        KeyFields.IsKey(field) || field.Is(FieldTraits.FoldsCase)
        || field.Name is "idnumber" or "manager" or "country" or "lang" or "auth" or "timezone" or "template" or "format";

    private static bool? ReadFlag(RecordField field, FlagSense sense, string word)
    {
        if (field == UserFields.Suspended)
        {
            // These words say what the account is, whatever the column is called.
            if (word is "active" or "enabled")
                return false;
            if (word is "suspended" or "inactive" or "disabled" or "locked")
                return true;
        }
        else if (field.Name == "visible")
        {
            if (word is "visible" or "show" or "shown")
                return true;
            if (word is "hidden" or "hide")
                return false;
        }
        if (sense == FlagSense.Status)
            return word switch { "0" => false, "1" => true, _ => null };
        bool? yes = YesOrNo.Read(word);
        return sense == FlagSense.Inverted ? !yes : yes;
    }

    private static string FlagWords(RecordField field, FlagSense sense)
    {
        string words = field == UserFields.Suspended ? "active or suspended" : field.Name == "visible" ? "visible or hidden" : "";
        if (sense == FlagSense.Status)
            return $"write {words}, or 0 or 1 as Moodle numbers them; a yes could mean either, unless the column is called {field.Name}";
        return words.Length == 0 ? "write yes or no, 1 or 0" : $"write yes or no, 1 or 0, {words}";
    }

    private static EnrollmentStatus? ReadStatus(string word) => word switch
    {
        "0" or "active" or "enabled" => EnrollmentStatus.Active,
        "1" or "suspended" or "inactive" or "disabled" => EnrollmentStatus.Suspended,
        _ => null,
    };

    // The numbers are Moodle's context levels.
    private static string? ReadContext(string word) => word switch
    {
        "system" or "10" => "system",
        "user" or "30" => "user",
        "category" or "coursecat" or "40" => "category",
        "course" or "50" => "course",
        _ => null,
    };
}
