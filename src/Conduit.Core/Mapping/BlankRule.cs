namespace Conduit.Mapping;

/// <summary>What a blank cell means.</summary>
public enum BlankRule
{
    /// <summary>As the field is made: keys, names, e-mail and statuses keep, everything else erases.</summary>
    ByField,

    /// <summary>Nothing: the field is not stated, and the LMS keeps what it holds.</summary>
    Keep,

    /// <summary>That the value shall be empty in the LMS too.</summary>
    Erase,
}
