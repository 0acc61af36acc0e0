namespace Conduit.Validation;

/// <summary>The rule sets that validators of records may use. Rules without a set hold for every record.</summary>
public static class RuleSets
{
    /// <summary>Rules that hold only where the record is about to be made in the LMS.</summary>
    public const string Create = "create";
}
