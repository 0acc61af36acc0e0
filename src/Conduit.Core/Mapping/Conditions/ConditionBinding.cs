namespace Conduit.Mapping.Conditions;

/// <summary>How close the words of conditions bind, the loosest first.</summary>
internal enum ConditionBinding
{
    /// <summary><c>or</c>.</summary>
    Or,

    /// <summary><c>and</c>.</summary>
    And,

    /// <summary><c>not</c>.</summary>
    Not,
}
