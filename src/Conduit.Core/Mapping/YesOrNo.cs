namespace Conduit.Mapping;

/// <summary>The usual words for yes and no.</summary>
internal static class YesOrNo
{
    /// <summary>Reads a word in small letters; null when it is none of them.</summary>
    public static bool? Read(string word) => word switch
    {
        "1" or "yes" or "true" or "y" or "t" or "on" => true,
        "0" or "no" or "false" or "n" or "f" or "off" => false,
        _ => null,
    };
}
