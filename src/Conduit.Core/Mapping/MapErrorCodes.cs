namespace Conduit.Mapping;

/// <summary>The stable codes of mistakes in a mapping or configuration. Causes and remedies: <c>docs/issue-codes.md</c>.</summary>
public static class MapErrorCodes
{
    /// <summary>The file is no JSON.</summary>
    public const string JsonInvalid = "config-json-invalid";

    /// <summary>The file is of a format that this version does not know.</summary>
    public const string FormatUnknown = "config-format-unknown";

    /// <summary>A property that nobody knows.</summary>
    public const string PropertyUnknown = "config-property-unknown";

    /// <summary>The same property or name twice.</summary>
    public const string PropertyDuplicate = "config-property-duplicate";

    /// <summary>A property that must be there is not.</summary>
    public const string PropertyMissing = "config-property-missing";

    /// <summary>A value that the property cannot have.</summary>
    public const string ValueInvalid = "config-value-invalid";

    /// <summary>A kind of record that nobody knows.</summary>
    public const string KindUnknown = "config-kind-unknown";

    /// <summary>A field that the kind does not have.</summary>
    public const string FieldUnknown = "config-field-unknown";

    /// <summary>A word that is neither of the mapping language nor a function of the host.</summary>
    public const string WordUnknown = "config-word-unknown";

    /// <summary>Too few or too many arguments for a word.</summary>
    public const string WordArguments = "config-word-arguments";

    /// <summary>A word in a field or place where it means nothing.</summary>
    public const string WordMisplaced = "config-word-misplaced";

    /// <summary>A lookup that the configuration does not have.</summary>
    public const string LookupUnknown = "config-lookup-unknown";

    /// <summary>A file of a lookup that cannot be read, or has no such columns.</summary>
    public const string LookupUnreadable = "config-lookup-unreadable";

    /// <summary>A pattern that is no regular expression, or one that a condition cannot use.</summary>
    public const string PatternInvalid = "config-pattern-invalid";

    /// <summary>A condition that cannot be read.</summary>
    public const string ConditionInvalid = "config-condition-invalid";

    /// <summary>An expression that cannot be read.</summary>
    public const string ExpressionInvalid = "config-expression-invalid";

    /// <summary>A password would be mapped.</summary>
    public const string PasswordMapped = "config-password-mapped";

    /// <summary>A feed without what the key of its records is made of.</summary>
    public const string KeyUnmapped = "config-key-unmapped";
}
