using System.Globalization;
using System.Text.Json;

namespace Conduit.Records;

/// <summary>
/// The value of one field: empty, text, yes or no, a point in time, a status or a set of roles. Held without boxing.
/// </summary>
public readonly struct FieldValue : IEquatable<FieldValue>
{
    // What has no reference of its own refers to the mark of its type: sixteen bytes a value, and a record has up to thirty.
    private static readonly object FlagMark = new();
    private static readonly object DateMark = new();
    private static readonly object StatusMark = new();

    private readonly object? _reference;
    private readonly long _bits;

    private FieldValue(object reference, long bits)
    {
        _reference = reference;
        _bits = bits;
    }

    /// <summary>Stated and empty.</summary>
    public static FieldValue Empty => default;

    /// <summary>Whether the value is empty.</summary>
    public bool IsEmpty => _reference is null;

    /// <summary>Text; null and the empty string are <see cref="Empty"/>.</summary>
    public static FieldValue Of(string? text) => string.IsNullOrEmpty(text) ? default : new(text, 0);

    /// <summary>Yes or no; null is <see cref="Empty"/>.</summary>
    public static FieldValue Of(bool? flag) => flag is null ? default : new(FlagMark, flag.Value ? 1 : 0);

    /// <summary>A point in time, cut to the second; null is <see cref="Empty"/>.</summary>
    public static FieldValue Of(DateTimeOffset? date) => date is null ? default : new(DateMark, date.Value.ToUnixTimeSeconds());

    /// <summary>A status; null is <see cref="Empty"/>.</summary>
    public static FieldValue Of(EnrollmentStatus? status) => status is null ? default : new(StatusMark, (long)status.Value);

    /// <summary>Roles; null and the empty set are <see cref="Empty"/>.</summary>
    public static FieldValue Of(RoleSet? roles) => roles is null || roles.Roles.IsEmpty ? default : new(roles, 0);

    /// <summary>The text; null when empty or of another type.</summary>
    public string? AsText() => _reference as string;

    /// <summary>The flag; null when empty or of another type.</summary>
    public bool? AsFlag() => ReferenceEquals(_reference, FlagMark) ? _bits != 0 : null;

    /// <summary>The point in time, in UTC; null when empty or of another type.</summary>
    public DateTimeOffset? AsDate() => ReferenceEquals(_reference, DateMark) ? DateTimeOffset.FromUnixTimeSeconds(_bits) : null;

    /// <summary>The status; null when empty or of another type.</summary>
    public EnrollmentStatus? AsStatus() => ReferenceEquals(_reference, StatusMark) ? (EnrollmentStatus)_bits : null;

    /// <summary>The roles; null when empty or of another type.</summary>
    public RoleSet? AsRoles() => _reference as RoleSet;

    /// <inheritdoc />
    public bool Equals(FieldValue other) => _bits == other._bits && (ReferenceEquals(_reference, other._reference) || Equals(_reference, other._reference));

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is FieldValue other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(_bits, _reference);

    /// <summary>Equality.</summary>
    public static bool operator ==(FieldValue left, FieldValue right) => left.Equals(right);

    /// <summary>Inequality.</summary>
    public static bool operator !=(FieldValue left, FieldValue right) => !left.Equals(right);

    /// <summary>
    /// The value as files hold it: text as it is, <c>1</c> or <c>0</c>, ISO 8601 in UTC, <c>active</c> or <c>suspended</c>,
    /// roles with commas; the empty string when empty.
    /// </summary>
    public override string ToString() => Type switch
    {
        FieldType.Flag => _bits != 0 ? "1" : "0",
        FieldType.Date => DateText.Of(DateTimeOffset.FromUnixTimeSeconds(_bits).UtcDateTime),
        FieldType.Status => _bits == 0 ? "active" : "suspended",
        null => "",
        _ => _reference!.ToString()!,
    };

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">The text is no value of this type.</exception>
    public static FieldValue Parse(FieldType type, string text)
    {
        if (text.Length == 0)
            return Empty;
        return type switch
        {
            FieldType.Text => Of(text),
            FieldType.Flag when text is "0" or "1" => Of(text == "1"),
            FieldType.Date => Of(DateTimeOffset.ParseExact(text, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)),
            FieldType.Status when text is "active" or "suspended" => Of(text == "active" ? EnrollmentStatus.Active : EnrollmentStatus.Suspended),
            FieldType.Roles => Of(RoleSet.Parse(text)),
            _ => throw new FormatException($"'{text}' is no {type}."),
        };
    }

    /// <summary>Writes what <see cref="ToString"/> says as a property.</summary>
    internal void Write(Utf8JsonWriter writer, JsonEncodedText name)
    {
        switch (Type)
        {
            case null:
                writer.WriteString(name, ""u8);
                break;
            case FieldType.Flag:
                writer.WriteString(name, _bits != 0 ? "1"u8 : "0"u8);
                break;
            case FieldType.Status:
                writer.WriteString(name, _bits == 0 ? "active"u8 : "suspended"u8);
                break;
            case FieldType.Date:
                Span<byte> text = stackalloc byte[DateText.Length];
                DateText.Write(DateTimeOffset.FromUnixTimeSeconds(_bits).UtcDateTime, text);
                writer.WriteString(name, text);
                break;
            default:
                writer.WriteString(name, _reference as string ?? _reference!.ToString());
                break;
        }
    }

    /// <summary>Writes what <see cref="ToString"/> says as an item of an array.</summary>
    internal void WriteValue(Utf8JsonWriter writer)
    {
        switch (Type)
        {
            case null:
                writer.WriteStringValue(""u8);
                break;
            case FieldType.Flag:
                writer.WriteStringValue(_bits != 0 ? "1"u8 : "0"u8);
                break;
            case FieldType.Status:
                writer.WriteStringValue(_bits == 0 ? "active"u8 : "suspended"u8);
                break;
            case FieldType.Date:
                Span<byte> text = stackalloc byte[DateText.Length];
                DateText.Write(DateTimeOffset.FromUnixTimeSeconds(_bits).UtcDateTime, text);
                writer.WriteStringValue(text);
                break;
            default:
                writer.WriteStringValue(_reference as string ?? _reference!.ToString());
                break;
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">The text is no value of this type.</exception>
    internal static FieldValue Read(ref Utf8JsonReader reader, FieldType type)
    {
        if (reader.TokenType == JsonTokenType.String && !reader.HasValueSequence && !reader.ValueIsEscaped)
        {
            ReadOnlySpan<byte> text = reader.ValueSpan;
            if (text.IsEmpty)
                return Empty;
            if (type == FieldType.Date && DateText.TryRead(text, out DateTimeOffset date))
                return Of(date);
            if (type == FieldType.Status && text.SequenceEqual("active"u8))
                return Of(EnrollmentStatus.Active);
        }
        return Parse(type, reader.GetString() ?? "");
    }

    private FieldType? Type => _reference switch
    {
        null => null,
        string => FieldType.Text,
        RoleSet => FieldType.Roles,
        _ => ReferenceEquals(_reference, DateMark) ? FieldType.Date : ReferenceEquals(_reference, StatusMark) ? FieldType.Status : FieldType.Flag,
    };
}
